-- Persons whose names the words themselves tell: a title before them, a first name, initials.
local nation   = list "country" + list "demonym"

local particle = word("de", "la", "du", "da", "di", "del", "della", "dos", "das", "do", "van", "von", "der", "den", "ter",
                      "ten", "zu", "bin", "ibn", "bint", "al", "el", "abu", "ben", "le", "st.", "af", "y")

local part     = found "pword"
local name     = part * (particle^-3 * part)^-3
local noun     = #list "common_word" { class = { "noun", "adj", "adv" } } * found "cword" * -part -- "Tyrone Power", "Mr Lightning"
local last     = list "surname" * -found "pword" -- "Hall", "King", "Cook"
local full     = particle^-2 * name * (last + noun)^-1 - initial * -part
local ending   = (punct ","^-1 * text("Jr.", "Jr", "Sr.", "II", "III", "IV"))^-1

-- What must not follow: the name would be longer and no person's ("Prince Edward Island").
local more     = found "pword" + found "hword" - nation

rule "person.titled" {
  match    = -(glued * behind(hyphen)) * role(list "person_title" - word("st.", "st", "private")) * list "demonym" { kind = "nationality" }^-1 * mention((full - (upper - abbreviation)) * ending) * -more,
  gives    = entity("person", { weight = 4 }),
  priority = 10,
  yes      = { "Yesterday [President] <Ana Lund> opened the bridge.", "Mr <de Groot> left early.", "The [spokesman] <Omar al-Rashid> was tired.", "They met Governor <A.B. Lund> again.", "The manager, [CEO] <Zorba King>, left.",
               "The [President] Norwegian <Ana Lund> spoke." },
  no       = { "The president opened the bridge.", "The Gen Z singer left.", "They met on Prince Albert Island." },
}

rule "person.honorific" { -- even a common word: "Mr Lightning"
  match    = role(list "person_title" { kind = "honorific" }) * mention(noun * ending) * -more,
  gives    = entity("person", { weight = 4 }),
  priority = 10,
  yes      = { "They saw [Mr] <Lightning> again." },
  no       = { "They saw the Lightning again." },
}

-- "Dr and Mrs Lund", "Presidents Lund and Costa": the second of two names that share a plural title
rule "person.titled_second" {
  match    = list "person_title" { number = "pl" } * full * word "and" * mention(full) * -more,
  gives    = entity("person", { weight = 4 }),
  priority = 10,
  yes      = { "Messrs. Lund and <Costa> signed it." },
  no       = { "Mr. Lund and Costa Rica signed it." },
}

local before = behind(capitalized - (upper + list "common_word" { class = { "verb", "adv" } } + list "function_word" + list "weekday" + list "month" + nation + list "person_title")) * -behind(list "region" * nothing)

local rest   = ((particle^-3 * part)^-3 * (particle^-3 * part + last) + noun) * ending

rule "person.first_name" {
  match    = -before * -(glued * behind(hyphen)) * mention(-list "organization" { ambiguous = false } * list "first_name" { ambiguous = false } * rest) * -more,
  gives    = entity("person", { weight = 3 }),
  priority = 10,
  yes      = { "The bridge was drawn by <Maria Lund> in spring.", "Later <Robert J. Costa> joined her." },
  no       = { "They crossed the Martin Luther Bridge.", "Fort Maria lies in the north.", "They watched Al Jazeera again." },
}
rule "person.first_name_ambiguous" { -- "Will", "Grace", "Jordan"
  match = -before * -(glued * behind(hyphen)) * mention(list "first_name" { ambiguous = true } * rest) * -more,
  gives = entity("person", { weight = 1.5 }),
  yes   = { "The bridge was drawn by <Grace Lund> in spring." },
  no    = { "They crossed the Grace Harbour." },
}

rule "person.initials" {
  match    = -before * mention(part^-2 * (#abbreviation * initial)^1 * (particle^-3 * part)^-2 * (particle^-3 * part) * ending) * -more,
  gives    = entity("person", { weight = 3 }),
  priority = 10,
  yes      = { "The novel by <P. D. Lund> sold well.", "<Zorba W. Costa> was first." },
  no       = { "Vitamin C Supplements sold well." },
}

-- "Joseph \"Joe\" Lund"
rule "person.nickname" {
  match    = -before * mention(list "first_name" * part^-1 * quote_mark * capitalized * quote_mark * part^1) * -more,
  gives    = entity("person", { weight = 3 }),
  priority = 12,
  yes      = { "The band met <Robert \"Bobby\" Lund> in May." },
  no       = { "He wrote \"Maria\" in May." },
}

-- In a headline that is all capitals, a known surname does.
rule "person.titled_listed" {
  match = role(list "person_title" - word("st.", "st", "private")) * mention(list "surname"),
  gives = entity("person", { weight = 3 }),
  yes   = { "PRESIDENT <SMITH> CLOSES IT. The old bridge was closed after a long night." },
  no    = { "THE PRESIDENT CLOSES IT. The old bridge was closed after a long night." },
}
