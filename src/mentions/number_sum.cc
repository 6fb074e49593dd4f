#include "mentions/number_sum.h"

#include <numeric>

namespace rawi {
namespace {

constexpr int64_t kTooBig = INT64_MAX / 4;

int positions_of(int64_t v) {
  if (v >= 10 && v < 20) return 3;  // ten and the teens fill the ones too
  return (v % 10 ? 1 : 0) | (v / 10 % 10 ? 2 : 0) | (v / 100 ? 4 : 0);
}

bool product_fits(int64_t a, int64_t b) { return a == 0 || b <= kTooBig / a; }

}  // namespace

// Ten right after a unit, without waw: three-ten is thirteen.
bool NumberSum::teen(int64_t value, bool wa) {
  if (value != 10 || wa || last_ < 1 || last_ > 9 || (positions_ & 2)) return false;
  group_num_ += 10;
  positions_ |= 3;
  last_ = 0;
  return true;
}

bool NumberSum::add_word(int64_t value, bool wa) {
  if (teen(value, wa)) return true;
  if (begun_ && !wa) return false;
  if (begun_ && (digits_ || group_den_ != 1 || extra_num_)) {
    if (open_group()) return false;
  }
  if (begun_ && value == 0) return false;
  const int p = positions_of(value);
  if (positions_ & p) return false;
  if (begun_ && last_multiplier_ && value >= last_multiplier_) return false;
  begun_ = true;
  group_num_ += value;
  positions_ |= p;
  last_ = value;
  digits_ = false;
  return true;
}

bool NumberSum::multiply_group(int64_t value) {
  if (!product_fits(group_num_, value)) return false;
  if (group_num_ * value % group_den_ != 0) return false;
  last_term_ = group_num_ * value / group_den_;
  total_ += last_term_;
  group_num_ = 0;
  group_den_ = 1;
  positions_ = 0;
  last_ = 0;
  digits_ = false;
  last_multiplier_ = value;
  return true;
}

bool NumberSum::add_multiplier(int64_t value, bool wa, bool dual) {
  if (value == 100 && !dual && !wa && last_ >= 3 && last_ <= 9 && !(positions_ & 4)) {  // three hundred
    group_num_ += last_ * 99;
    positions_ = (positions_ & ~1) | 4;
    last_ = 0;
    return true;
  }
  if (value == 100) {
    if (begun_ && !wa) return digits_ && open_group() && multiply_group(100);
    return add_word(dual ? 200 : 100, wa);
  }
  if (!begun_ || wa) {
    const int64_t term = dual ? 2 * value : value;
    if (begun_ && (digits_ || value == last_multiplier_)) return false;
    if (begun_ && positions_ == 4 && !digits_) {  // eight hundred and a thousand: 801 thousand
      group_num_ += dual ? 2 : 1;
      return multiply_group(value);
    }
    if (begun_ && open_group() && total_ == 0) {  // a hundred and ten and a million
      total_ += group_num_;
      group_num_ = 0;
      positions_ = 0;
    } else if (open_group()) {
      return false;
    }
    begun_ = true;
    total_ += term;
    last_term_ = term;
    last_multiplier_ = value;
    last_ = 0;
    return true;
  }
  if (dual) return false;
  if (extra_num_ && extra_den_ > 1 && !open_group()) return false;
  if (open_group()) return multiply_group(value);
  if (last_multiplier_ && last_term_ && product_fits(last_term_, value)) {  // a thousand million
    total_ += last_term_ * (value - 1);
    last_term_ *= value;
    last_multiplier_ = value;
    return true;
  }
  return false;
}

bool NumberSum::add_digits(int64_t num, int64_t den, bool wa) {
  if (begun_) {
    if (!wa || den != 1 || open_group() || !last_multiplier_ || num >= last_multiplier_) return false;
  }
  begun_ = true;
  digits_ = true;
  group_num_ = num;
  group_den_ = den;
  positions_ = 7;
  last_ = 0;
  return true;
}

bool NumberSum::add_fraction(int64_t top, int64_t bottom, bool wa, int64_t of) {
  if (begun_ && !wa) {  // three quarters
    if (!only_unit() || bottom == 1) return false;
    extra_num_ = group_num_ * top;
    extra_den_ = bottom;
    group_num_ = 0;
    positions_ = 0;
    last_ = 0;
    return true;
  }
  if (extra_num_) return false;
  const int64_t scale = of ? of : begun_ && last_multiplier_ && !open_group() ? last_multiplier_ : 1;
  begun_ = true;
  extra_num_ = top * scale;
  extra_den_ = bottom;
  if (of >= 1000) last_multiplier_ = of;
  return true;
}

void NumberSum::set_decimals(int64_t value, int64_t scale) {
  total_ += group_num_;  // the point comes after a whole number
  group_num_ = total_ * scale + value;
  group_den_ = scale;
  total_ = 0;
  positions_ = 7;
  last_multiplier_ = 0;
  digits_ = true;
}

int64_t NumberSum::den() const {
  const int64_t den = group_den_ * extra_den_;
  const int64_t n = (total_ * group_den_ + group_num_) * extra_den_ + extra_num_ * group_den_;
  const int64_t g = std::gcd(n < 0 ? -n : n, den);
  return g ? den / g : 1;
}

int64_t NumberSum::num() const {
  const int64_t den = group_den_ * extra_den_;
  const int64_t n = (total_ * group_den_ + group_num_) * extra_den_ + extra_num_ * group_den_;
  const int64_t g = std::gcd(n < 0 ? -n : n, den);
  return g ? n / g : n;
}

}  // namespace rawi
