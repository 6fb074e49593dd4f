#include "server/page_files.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "server/packing.h"

namespace rawi::server {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUnbuilt =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>rawi</title>"
    "<h1>The page is not built</h1><p>In the project's folder: <code>cd web &amp;&amp; npm ci &amp;&amp; npm run build</code> (or <code>./dev demo</code>), then start "
    "<code>rawi serve</code> again. The API answers: <a href=\"/api/v1/health\">/api/v1/health</a>, "
    "<a href=\"/api/v1/openapi.yaml\">/api/v1/openapi.yaml</a>.</p></html>\n";

std::string type_of(const std::string& ending) {
  static const std::map<std::string, std::string> types = {
      {".html", "text/html; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"}, {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"}, {".json", "application/json"}, {".geojson", "application/geo+json"}, {".svg", "image/svg+xml"},
      {".png", "image/png"}, {".ico", "image/x-icon"}, {".webp", "image/webp"}, {".woff2", "font/woff2"}, {".woff", "font/woff"}, {".ttf", "font/ttf"},
      {".pbf", "application/x-protobuf"}, {".wasm", "application/wasm"}, {".txt", "text/plain; charset=utf-8"}, {".webmanifest", "application/manifest+json"},
      {".map", "application/json"}};
  const auto found = types.find(ending);
  return found == types.end() ? "application/octet-stream" : found->second;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

// Fonts and pixel pictures are packed already.
std::shared_ptr<const std::string> packed(const std::string& bytes, const std::string& type) {
  if (bytes.size() < kWorthPacking || type.starts_with("font/") || type == "image/png" || type == "image/webp") return nullptr;
  std::string out = gzip(bytes);
  return out.empty() ? nullptr : std::make_shared<const std::string>(std::move(out));
}

}  // namespace

PageFiles::PageFiles(const std::string& folder) {
  std::error_code error;
  if (folder.empty() || !fs::is_directory(folder, error)) return;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    if (!entry.is_regular_file(error) || entry.is_symlink(error)) continue;
    const std::string name = entry.path().lexically_relative(folder).generic_string();
    const auto written = entry.last_write_time(error).time_since_epoch().count();
    File file{bytes_of(entry.path()), type_of(entry.path().extension().string()), {}, nullptr, name.starts_with("assets/")};
    file.tag = "W/\"" + std::to_string(file.bytes.size()) + "-" + std::to_string(written) + "\"";
    file.packed = packed(file.bytes, file.type);
    files_[name] = std::move(file);
  }
}

void PageFiles::answer(const std::string& path, const std::string& if_none_match, Answer& out) const {
  std::string name = path.empty() || path == "/" ? "index.html" : path.substr(1);
  const size_t slash = name.rfind('/');
  if (!files_.contains(name) && name.find('.', slash == std::string::npos ? 0 : slash) == std::string::npos) name = "index.html";
  const auto found = files_.find(name);
  if (found == files_.end()) {
    if (present() || name != "index.html") throw Problem(404, "no-page", "there is no page " + path, {{"path", path}});
    out.status = 503;
    out.type = "text/html; charset=utf-8";
    out.body = kUnbuilt;
    return;
  }
  const File& file = found->second;
  out.headers.emplace("ETag", file.tag);
  out.headers.emplace("Cache-Control", file.lasting ? "public, max-age=31536000, immutable" : "no-cache");
  if (if_none_match.find(file.tag) != std::string::npos) {
    out.status = 304;
    return;
  }
  out.type = file.type;
  out.body = file.bytes;
  out.packed = file.packed;
}

}  // namespace rawi::server
