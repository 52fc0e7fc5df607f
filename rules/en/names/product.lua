-- Aircraft, vehicles and weapons by their designations: "F-16 Falcon", "T-72", "Boeing 737-800".
local link   = glued * hyphen * glued
local part   = found "pword" + found "cword" + found "hword"
local letters = upper + initial + spelled(lpeg.R "AZ" * lpeg.R "az"^-2)

rule "product.designation" {
  match = mention(letters * link * digits * (link * digits)^-1 * (glued * letter)^-1 * part^-2),
  gives = entity("product", { weight = 2.5 }),
  yes   = { "Two <F-16 Lundhawk> jets took off.", "Three <K-72> tanks came." },
  no    = { "Two jets and 16 birds took off." },
}
