// Reads the file named on the command line with the installed library and prints its claims as JSON Lines.
#include <rawi/error.h>
#include <rawi/input.h>
#include <rawi/reader.h>
#include <rawi/views.h>

#include <iostream>

int main(int argc, char** argv) {
  try {
    const rawi::Resources resources = rawi::Resources::open(IMAGE);
    rawi::Input input(std::vector<std::string>(argv + 1, argv + argc));
    rawi::Reader reader(resources);
    rawi::Item item;
    rawi::Report report;
    rawi::Reading reading;
    std::string trouble, out;
    while (input.next(item)) {
      if (!rawi::make_report(item, report, trouble)) return 1;
      reader.read(report, reading);
      rawi::write_claims_json(report, reading, resources, out);
    }
    std::cout << out;
    return 0;
  } catch (const rawi::Error& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
