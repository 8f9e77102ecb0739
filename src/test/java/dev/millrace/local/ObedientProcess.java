package dev.millrace.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A process for rollups that makes none: it ends, hangs or counts as its messages say. */
final class ObedientProcess {

  private ObedientProcess() {}

  public static void main(String... args) throws IOException, InterruptedException {
    ProcessSettings.take(System.in);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "done" -> answer(true, "");
        case "last" -> answer(false, "");
        case "count" ->
            answer(true, "{\"labels\":{\"of\":\"x\"},\"name\":\"set_aside\",\"count\":3}");
        case "settings" -> answer(true, count(System.getProperty("millrace.test.secret")));
        case "end" -> Runtime.getRuntime().halt(Integer.parseInt(words[1]));
        case "killed" ->
            new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
        default -> Thread.sleep(Long.MAX_VALUE);
      }
    }
  }

  private static String count(String name) {
    return "{\"labels\":{},\"name\":\"%s\",\"count\":1}".formatted(name.replace("\n", "\\n"));
  }

  private static void answer(boolean goesOn, String counted) {
    byte[] line =
        "{\"goesOn\":%s,\"counted\":[%s]}\n"
            .formatted(goesOn, counted)
            .getBytes(StandardCharsets.UTF_8);
    System.out.write(line, 0, line.length);
    System.out.flush();
  }
}
