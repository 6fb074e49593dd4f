// The arithmetic of a number in words, fed one word at a time. Used by numbers.cc only.
#ifndef RAWI_MENTIONS_NUMBER_SUM_H
#define RAWI_MENTIONS_NUMBER_SUM_H

#include <cstdint>

namespace rawi {

// A number as it grows: total of what multipliers closed, and the group below a thousand that is open.
//   khamsa wa-`ishruna alfan wa-mi'a:  5 | +20 -> group 25 | x1000 -> total 25000 | +100 -> group 100
class NumberSum {
 public:
  // Each returns false, and changes nothing, when the word cannot go on with the number.
  bool add_word(int64_t value, bool wa);                      // 0..999, ten and hundreds included
  bool add_multiplier(int64_t value, bool wa, bool dual);     // 100 or at least 1000
  bool add_digits(int64_t num, int64_t den, bool wa);
  bool add_fraction(int64_t top, int64_t bottom, bool wa, int64_t of);  // half a million: of = 10^6, else 0
  void set_decimals(int64_t value, int64_t scale);            // after the decimal point: value / scale

  bool empty() const { return !begun_; }
  bool only_unit() const { return begun_ && total_ == 0 && positions_ == 1 && !last_multiplier_; }
  bool multiplied() const { return last_multiplier_ >= 1000; }
  bool open_group() const { return group_num_ != 0; }
  int64_t group() const { return group_den_ == 1 ? group_num_ : 0; }
  int64_t num() const;
  int64_t den() const;

 private:
  bool teen(int64_t value, bool wa);
  bool multiply_group(int64_t value);

  bool begun_ = false, digits_ = false;
  int64_t total_ = 0;                        // closed terms
  int64_t last_term_ = 0, last_multiplier_ = 0;
  int64_t group_num_ = 0, group_den_ = 1;    // the open group
  int64_t extra_num_ = 0, extra_den_ = 1;    // fractions
  int positions_ = 0;                        // of the group: 1 ones, 2 tens, 4 hundreds
  int64_t last_ = 0;                         // the last word's value, 0 after a multiplier
};

}  // namespace rawi

#endif  // RAWI_MENTIONS_NUMBER_SUM_H
