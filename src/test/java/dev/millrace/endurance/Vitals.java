package dev.millrace.endurance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server holds at one moment, as Linux and its JVM count it.
 *
 * @param heapBytes live objects, after a collection
 * @param files open ones, connections among them
 */
record Vitals(long heapBytes, int threads, int files) {

  private static final Pattern USED = Pattern.compile("used (\\d+)K");
  private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

  static Vitals of(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    long usedKilobytes = Long.parseLong(found(USED, jcmd(pid, "GC.heap_info")));
    Path process = Path.of("/proc", Long.toString(pid));
    int threads = Integer.parseInt(found(THREADS, Files.readString(process.resolve("status"))));
    try (Stream<Path> files = Files.list(process.resolve("fd"))) {
      return new Vitals(usedKilobytes * 1024, threads, (int) files.count());
    }
  }

  private static String found(Pattern pattern, String in) throws IOException {
    Matcher match = pattern.matcher(in);
    if (!match.find()) {
      throw new IOException("no " + pattern + " in " + in);
    }
    return match.group(1);
  }

  private static String jcmd(long pid, String what) throws IOException, InterruptedException {
    List<String> command =
        List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), "" + pid, what);
    Process jcmd = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return said;
  }
}
