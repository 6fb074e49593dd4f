#include "corpus.h"

#include <zstd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include "rawi/error.h"
#include "rawi/input.h"

namespace rawi {

void unpack(const std::string& path, const std::string& plain) {
  if (!path.ends_with(".zst")) {
    std::filesystem::copy_file(path, plain, std::filesystem::copy_options::overwrite_existing);
    return;
  }
  std::ifstream in(path, std::ios::binary);
  std::ofstream out(plain, std::ios::binary);
  if (!in || !out) throw Error("cannot open " + path + " or write " + plain);
  const std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream*)> stream(ZSTD_createDStream(), ZSTD_freeDStream);
  std::string packed(ZSTD_DStreamInSize(), '\0'), text(ZSTD_DStreamOutSize(), '\0');
  while (in.read(packed.data(), static_cast<std::streamsize>(packed.size())), in.gcount() > 0) {
    ZSTD_inBuffer from = {packed.data(), static_cast<size_t>(in.gcount()), 0};
    while (from.pos < from.size) {
      ZSTD_outBuffer to = {text.data(), text.size(), 0};
      const size_t left = ZSTD_decompressStream(stream.get(), &to, &from);
      if (ZSTD_isError(left)) throw Error(path + ": " + ZSTD_getErrorName(left));
      out.write(text.data(), static_cast<std::streamsize>(to.pos));
    }
  }
}

std::vector<Report> load(const std::string& plain) {
  std::vector<Report> reports;
  Input input({plain});
  Item item;
  std::string trouble;
  while (input.next(item)) {
    reports.emplace_back();
    if (!make_report(item, reports.back(), trouble)) throw Error(trouble);
  }
  return reports;
}

}  // namespace rawi
