// Memory for large tables that are read all over: an allocator for std::vector.
//
// A table of 8 MB has 2,048 pages of 4 KB, more than the processor keeps addresses of; every look-up then first looks for its page.
// Blocks of a huge page or more (2 MB) begin on one and ask the kernel for huge ones. Where it has none to give, all is as before:
// this is a hint, and says nothing of failure but std::bad_alloc.
#ifndef RAWI_BYTES_HUGE_PAGES_H
#define RAWI_BYTES_HUGE_PAGES_H

#include <sys/mman.h>

#include <algorithm>
#include <cstddef>
#include <new>

namespace rawi {

template <typename T>
struct HugePages {
  using value_type = T;

  HugePages() = default;
  template <typename U>
  constexpr HugePages(const HugePages<U>&) {}

  T* allocate(size_t count) {
    const size_t bytes = count * sizeof(T);
    void* const at = ::operator new(bytes, alignment(bytes));
    if (bytes >= kPage) ::madvise(at, bytes, MADV_HUGEPAGE);
    return static_cast<T*>(at);
  }
  void deallocate(T* at, size_t count) { ::operator delete(at, alignment(count * sizeof(T))); }

  template <typename U>
  bool operator==(const HugePages<U>&) const {
    return true;
  }

  static constexpr size_t kPage = size_t{1} << 21;

 private:
  static constexpr std::align_val_t alignment(size_t bytes) { return std::align_val_t(bytes >= kPage ? kPage : std::max(alignof(std::max_align_t), alignof(T))); }
};

}  // namespace rawi

#endif  // RAWI_BYTES_HUGE_PAGES_H
