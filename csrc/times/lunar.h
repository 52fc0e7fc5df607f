/*
** lunar.h: days of calendars that follow the moon: the Hebrew and Islamic ones, and the Chinese and Hindu ones, for
** which the places of sun and moon are worked out. All give day numbers (1970-01-01 is 0).
**
** The Hebrew calendar is arithmetic (its molad and postponements, as in Dershowitz and Reingold, "Calendrical
** Calculations"). The Islamic month begins on the day after the evening that follows the conjunction at Mecca, which is
** close to the Umm al-Qura calendar that news dates by; sighting may move it by a day. Sun and moon are those of Meeus,
** "Astronomical Algorithms" (chapters 25 and 47, the largest terms): within a few minutes between 1900 and 2100.
*/
#ifndef FB_LUNAR_H
#define FB_LUNAR_H

/*
** A day of the Chinese calendar in the year that begins in a Gregorian one (`start`: its 1 January): a month is that in
** which the sun passes its multiple of 30 degrees (330 in the first), which leap months have none of.
*/
double fb_chinese(double start, double month, double day);

/*
** A day of the Hindu lunisolar calendar (months that end with the new moon; Chaitra is 1) between 1 January `start`
** and 31 December `stop`: that at whose hour (India's time) the tithi (1 to 30) runs; 0 where there is none. Of a month
** that comes twice the second one has the festivals.
*/
int fb_hindu(double start, double stop, double month, double tithi, double hour, double *day);

/* The day on which the sun enters a sidereal sign (Capricorn, 270 degrees, is Makara Sankranti; Aries, 0, Vaisakhi). */
double fb_sankranti(double start, double longitude);

/* A day of an Islamic month, of a year of the Hijra. */
double fb_islamic(double year, double month, double day);
/* The year of the Hijra in which a day lies. */
double fb_islamic_year(double day);

/*
** A day of the Hebrew calendar; months count from Nisan, 7 is Tishri, in which the year begins, 12 is Adar, of leap
** years the second one.
*/
double fb_hebrew(double year, double month, double day);

#endif
