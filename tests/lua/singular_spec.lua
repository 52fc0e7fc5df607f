local singular = require "factbox.singular"

describe("singular nouns", function()
  it("are told from their plurals", function()
    local heads = { bombs = "bomb", people = "people", parties = "party", wives = "wife", boxes = "box", children = "child",
                    buses = "bus", churches = "church", houses = "house", men = "man", roses = "rose", doses = "dose",
                    viruses = "virus", campuses = "campus", causes = "cause", nurses = "nurse", olives = "olive",
                    gunmen = "gunman", servicewomen = "servicewoman", grandchildren = "grandchild", headaches = "headache",
                    heroes = "hero", shoes = "shoe", crises = "crisis", licenses = "license", horses = "horse",
                    classes = "class", quizzes = "quiz", prizes = "prize", movies = "movie", Stories = "story" }
    for plural, one in pairs(heads) do assert.equal(one, singular(plural)) end
  end)

  it("stay as they are", function()
    for _, word in ipairs { "bus", "crisis", "status", "glass", "sheep", "aircraft", "specimen" } do
      assert.equal(word, singular(word))
    end
  end)
end)
