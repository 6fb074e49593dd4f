// Files and folders that come with the program: beside it, in ../share/rawi from there, or at the place of installation.
#ifndef RAWI_SERVER_DATA_FILE_H
#define RAWI_SERVER_DATA_FILE_H

#include <filesystem>
#include <string>

namespace rawi::server {

// Empty where there is none of that name.
inline std::string data_file(const std::string& name) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  for (const fs::path& place : {program / name, program / "../share/rawi" / name, fs::path(RAWI_DATA_DIR) / name})
    if (fs::exists(place, ignored)) return place.string();
  return {};
}

}  // namespace rawi::server

#endif  // RAWI_SERVER_DATA_FILE_H
