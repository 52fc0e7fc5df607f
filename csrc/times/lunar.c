/*
** lunar.c: sun and moon, and the calendars that go by them.
*/
#include "lunar.h"

#include <math.h>

#include "calendar.h"

/* ---- sun and moon ---- */

/* Day number of noon of 1 January 2000, where the theory counts from. */
#define J2000 10957.5
/* Degrees by which the moon gains on the sun in a day; days of a year. */
#define GAIN 12.19075
#define YEAR 365.2422

static double radians(double degrees) { return degrees * (3.141592653589793238462643383279502884 / 180.0); }

/* Centuries since J2000 of a time in days since 1970, Universal Time; terrestrial time is about 70 s ahead. */
static double centuries(double t) { return (t + 0.0008 - J2000) / 36525; }

/* Apparent longitude of the sun in degrees. */
static double sun_longitude(double t) {
  double T = centuries(t);
  double L = 280.46646 + 36000.76983 * T;
  double M = radians(357.52911 + 35999.05029 * T);
  double C = (1.914602 - 0.004817 * T) * sin(M) + 0.019993 * sin(2 * M) + 0.000289 * sin(3 * M);
  return fb_mod(L + C - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * T)), 360);
}

/* Coefficient in degrees and multiples of D, M, M' and F of the largest terms of the moon's longitude. */
static const double terms[][5] = {
    {6.288774, 0, 0, 1, 0},  {1.274027, 2, 0, -1, 0},  {0.658314, 2, 0, 0, 0},   {0.213618, 0, 0, 2, 0},
    {-0.185116, 0, 1, 0, 0}, {-0.114332, 0, 0, 0, 2},  {0.058793, 2, 0, -2, 0},  {0.057066, 2, -1, -1, 0},
    {0.053322, 2, 0, 1, 0},  {0.045758, 2, -1, 0, 0},  {-0.040923, 0, 1, -1, 0}, {-0.03472, 1, 0, 0, 0},
    {-0.030383, 0, 1, 1, 0}, {0.015327, 2, 0, 0, -2},  {-0.012528, 0, 0, 1, 2},  {0.01098, 0, 0, 1, -2},
    {0.010675, 4, 0, -1, 0}, {0.010034, 0, 0, 3, 0},   {0.008548, 4, 0, -2, 0},  {-0.007888, 2, 1, -1, 0},
    {-0.006766, 2, 1, 0, 0}, {-0.005163, 1, 0, -1, 0}, {0.004987, 1, 1, 0, 0},   {0.004036, 2, -1, 1, 0}};

/* Longitude of the moon in degrees. */
static double moon_longitude(double t) {
  double T = centuries(t);
  double L = 218.3164477 + 481267.88123421 * T;
  double D = 297.8501921 + 445267.1114034 * T, M = 357.5291092 + 35999.0502909 * T;
  double P = 134.9633964 + 477198.8675055 * T, F = 93.272095 + 483202.0175233 * T;
  double sum = 0;
  unsigned i;
  for (i = 0; i < sizeof terms / sizeof *terms; i++) {
    const double *m = terms[i];
    sum += m[0] * sin(radians(m[1] * D + m[2] * M + m[3] * P + m[4] * F));
  }
  return fb_mod(L + sum - 0.00478 * sin(radians(125.04 - 1934.136 * T)), 360);
}

/* How far the moon is ahead of the sun, in degrees. */
static double elongation(double t) { return fb_mod(moon_longitude(t) - sun_longitude(t), 360); }

/* The last conjunction at or before a time. */
static double new_moon_before(double time) {
  double t, guess;
  for (t = time;; t -= 3) {
    int k;
    guess = t - elongation(t) / GAIN;
    for (k = 0; k < 4; k++) {
      double off = elongation(guess);
      if (off > 180) off -= 360;
      guess -= off / GAIN;
    }
    if (!(guess > t)) return guess;
  }
}

/* When the sun, from a time on, next reaches a longitude. */
static double sun_reaches(double longitude, double t) {
  double ahead = fb_mod(longitude - sun_longitude(t), 360), guess = t + ahead * YEAR / 360;
  int k;
  for (k = 0; k < 4; k++) {
    double off = fb_mod(longitude - sun_longitude(guess), 360);
    if (off > 180) off -= 360;
    guess += off * YEAR / 360;
  }
  return guess;
}

/* ---- Chinese and Hindu days ---- */

/* Their time, as a fraction of the day ahead of Universal Time. */
#define CHINA (8.0 / 24)
#define INDIA (5.5 / 24)

double fb_chinese(double start, double month, double day) {
  double longitude = fb_mod(300 + 30 * month, 360);
  double passes = sun_reaches(longitude, start + (month > 9 ? 200 : 0));
  double midnight = floor(passes + CHINA) + 1 - CHINA;
  return floor(new_moon_before(midnight) + CHINA) + day - 1;
}

/* How far the signs have moved from the stars by which Hindu calendars count (Lahiri). */
static double ayanamsa(double t) { return 23.853 + (t - J2000) * 1.39664e-2 / 365.25; }

/* The day of the month that began with a new moon at whose hour a tithi runs; 0 where there is none. */
static int tithi_day(double new_moon, double tithi, double hour, double *day) {
  double first = floor(new_moon + INDIA), d;
  for (d = first - 1; d <= first + 31; d++) {
    double at = d + hour / 24 - INDIA, n;
    if (!(at > new_moon - 1)) continue;
    n = floor(elongation(at) / 12) + 1;
    if (at < new_moon) n -= 30;
    if (at > new_moon + 20 && n < 10) n += 30;
    if (n >= tithi) {
      *day = n > tithi ? d - 1 : d; /* the first: it began and ended between two such hours */
      return 1;
    }
  }
  return 0;
}

int fb_hindu(double start, double stop, double month, double tithi, double hour, double *day) {
  int back, round;
  for (back = 0; back <= 1; back++) {
    /* the sun enters the next sign: the last new moon before began the month */
    double t = start - 400 + 365.25 * (1 - back) + 20;
    double leaves = sun_reaches(fb_mod(30 * (month - 1) + ayanamsa(t), 360), t);
    for (round = 0; round < 2; round++) {
      if (tithi_day(new_moon_before(leaves), tithi, hour, day) && *day >= start && *day <= stop) return 1;
      leaves = sun_reaches(fb_mod(30 * (month - 1) + ayanamsa(leaves), 360), leaves + 300);
    }
  }
  return 0;
}

double fb_sankranti(double start, double longitude) {
  double t = sun_reaches(fb_mod(longitude + ayanamsa(start), 360), start);
  return floor(t + INDIA + 0.25); /* after sunset it is kept on the next day */
}

/* ---- Islamic days ---- */

/* Sunset at Mecca, as a fraction of the day in Universal Time. */
#define MECCA_SUNSET (15.3 / 24)
/* 16 July 622 of the Julian calendar; days of a year of the moon. */
#define HIJRA (-492148)
#define LUNAR_YEAR 354.36667

double fb_islamic(double year, double month, double day) {
  double about = HIJRA + floor((year - 1) * LUNAR_YEAR + (month - 1) * 29.530589 + 0.5);
  double new_moon = new_moon_before(about + 8);
  double first = floor(new_moon) + (new_moon - floor(new_moon) < MECCA_SUNSET ? 1 : 2);
  return first + day - 1;
}

double fb_islamic_year(double day) { return floor((day - HIJRA) / LUNAR_YEAR) + 1; }

/* ---- Hebrew days ---- */

/* Day number of 1 Tishri of the year 1. */
#define HEBREW_EPOCH (-2092590)

static double hebrew_elapsed(double year) {
  double months = floor((235 * year - 234) / 19);
  double parts = 12084 + 13753 * months;
  double day = 29 * months + floor(parts / 25920);
  return fb_mod(3 * (day + 1), 7) < 3 ? day + 1 : day;
}

static double hebrew_new_year(double year) {
  double before = hebrew_elapsed(year - 1), here = hebrew_elapsed(year), after = hebrew_elapsed(year + 1);
  return HEBREW_EPOCH + here + (after - here == 356 ? 2 : here - before == 382 ? 1 : 0);
}

static int hebrew_leap(double year) { return fb_mod(7 * year + 1, 19) < 7; }

double fb_hebrew(double year, double month, double day) {
  double days = hebrew_new_year(year), left = fb_mod(hebrew_new_year(year + 1) - days, 10);
  double lengths[13] = {0, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29};
  int m;
  if (left == 5) lengths[8] = 30; /* a long Heshvan */
  if (left == 3) lengths[9] = 29; /* a short Kislev */
  if (month >= 7) {
    for (m = 7; m < month && m <= 12; m++) days += lengths[m];
    if (month == 12 && hebrew_leap(year)) days += 30;
  } else {
    for (m = 7; m <= 12; m++) days += lengths[m];
    if (hebrew_leap(year)) days += 30;
    for (m = 1; m < month; m++) days += lengths[m];
  }
  return days + day - 1;
}
