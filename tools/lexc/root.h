// What kind of verb two citation forms are: the measure (I..X) and what is weak in it.
#ifndef RAWI_LEXC_ROOT_H
#define RAWI_LEXC_ROOT_H

#include <string>

#include "inflect.h"

namespace rawi::lexc {

// kSeven stands for VII, VIII and IX, which inflect alike once the doubled letter is known.
enum class Measure { kOne, kTwo, kThree, kFour, kFive, kSix, kSeven, kTen, kQuad, kQuadT };
enum class Weak { kSound, kHollow, kDoubled, kDefective };

struct Root {
  Measure measure = Measure::kOne;
  Weak weak = Weak::kSound;
  bool assimilated = false;  // of measure I: the present has lost its waw
  std::string past;          // letters of the past, 3rd masculine singular
  std::string present;       // letters of the present after its ya
};

Root analyse(const Verb& verb);

// Helpers on letters; indices count from the end when negative.
char at(const std::string& w, int i);
bool is_one(const std::string& w, int i, std::string_view buckwalter);
std::string drop(std::string w, int i);
std::string put_at(std::string w, int i, std::string_view buckwalter);
std::string but_last(const std::string& w);

}  // namespace rawi::lexc

#endif  // RAWI_LEXC_ROOT_H
