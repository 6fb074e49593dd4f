// Archives and compressed files -> their entries, one after another, as streams.
//
// zip, tar, and gzip, zstd, bzip2, xz around them or around a single file, by libarchive, which reads them front to back:
// nothing is unpacked to disk, and memory does not grow with the archive. An archive that unpacks to more than
// IntakeLimits::ratio times its size is refused when it gets there.
#ifndef RAWI_INTAKE_UNPACK_H
#define RAWI_INTAKE_UNPACK_H

#include <memory>
#include <string>

#include "intake/stream.h"
#include "rawi/input.h"

namespace rawi {

class Unpacker {
 public:
  Unpacker(Buffer packed, const IntakeLimits& limits);
  ~Unpacker();

  // The next file in it; false at the end, or with `trouble` set when the archive is damaged or passes a limit.
  bool next(std::string& trouble);
  // Of the entry: empty where the file has no name of its own, as in a .gz.
  const std::string& entry() const;
  // Of the entry; valid until the next call of next().
  Stream data();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rawi

#endif  // RAWI_INTAKE_UNPACK_H
