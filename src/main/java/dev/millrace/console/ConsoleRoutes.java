package dev.millrace.console;

import java.util.regex.Pattern;

/** Which addresses are for people: all but those of programs. */
final class ConsoleRoutes {

  private static final Pattern OF_PROGRAMS = Pattern.compile("/?(api|v1|q|health)(/.*)?");

  private ConsoleRoutes() {}

  static boolean include(String path) {
    return !OF_PROGRAMS.matcher(path).matches();
  }
}
