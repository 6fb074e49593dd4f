#include "server/upload.h"

#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "rawi/error.h"

namespace rawi::server {

namespace fs = std::filesystem;

void own_folder() {
  if (unshare(CLONE_FS) != 0) throw Error("cannot give the thread that adds a working folder of its own");
}

std::shared_ptr<Input> input_of(const std::string& name, std::string bytes) {
  std::string folder = (fs::temp_directory_path() / "rawi-XXXXXX").string();
  if (!mkdtemp(folder.data())) throw Error("cannot make a folder for the file under " + fs::temp_directory_path().string() + ": is the disk full?");
  std::string safe = fs::path(name).filename().string();
  if (safe.empty() || safe == "." || safe == ".." || safe == "-") safe = "report.txt";  // "-" is standard input
  const fs::path path = fs::path(folder) / safe;
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  const auto remove = [folder](Input* input) {
    delete input;
    std::error_code ignored;
    fs::remove_all(folder, ignored);
  };
  std::shared_ptr<Input> input(new Input({safe}), remove);
  if (!out || chdir(folder.c_str()) != 0) throw Error("cannot write the file that came: is the disk full?");
  return input;
}

}  // namespace rawi::server
