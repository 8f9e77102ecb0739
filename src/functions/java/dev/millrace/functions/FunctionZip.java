package dev.millrace.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A deployment package, unpacked.
 *
 * @param root {@code /var/task} on Lambda
 */
record FunctionZip(Path root) {

  /** Those of the managed Java runtimes, under which code is compiled for a quick start. */
  static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** The managed Java runtimes' own program and what it is told to call. */
  private static final List<String> RUNTIME_CLIENT =
      List.of(
          "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
          "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest");

  static FunctionZip unpacked(Path zip, Path root) {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        unpack(entry, in, root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          zip + " cannot be unpacked; .ci/package-functions makes it", e);
    }
    return new FunctionZip(root);
  }

  private static void unpack(ZipEntry entry, InputStream content, Path root) throws IOException {
    Path file = root.resolve(entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(file);
    } else {
      Files.createDirectories(file.getParent());
      // Packages hold a class or two twice.
      Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Starts it: the program that is in it, or the managed runtime's.
   *
   * @param runtime folder of the managed runtime's libraries
   * @param memoryMegabytes of the function
   */
  List<String> command(Path runtime, int memoryMegabytes) {
    Path program = root.resolve("bootstrap");
    if (Files.exists(program) && program.toFile().setExecutable(true)) {
      return List.of(program.toString());
    }
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    // As the managed runtime does: the heap is 85 % of the function's memory.
    command.add("-Xmx" + memoryMegabytes * 85 / 100 + "m");
    command.addAll(JVM_OPTIONS);
    command.addAll(List.of("-cp", runtime + "/*:" + root + ":" + root + "/lib/*"));
    command.addAll(RUNTIME_CLIENT);
    return command;
  }
}
