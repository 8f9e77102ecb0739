package dev.millrace.console;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The Chromium of this machine, as Debian's packages {@code chromium} and {@code chromium-driver}
 * install it.
 *
 * @param browser its program
 * @param driver the program that it is driven by
 */
record Chromium(Path browser, Path driver) {

  /** Empty where either program is missing. */
  static Optional<Chromium> installed() {
    return found("chromium", "chromium-browser", "google-chrome")
        .flatMap(browser -> found("chromedriver").map(driver -> new Chromium(browser, driver)));
  }

  private static Optional<Path> found(String... names) {
    List<Path> folders =
        Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of)
            .toList();
    return Stream.of(names)
        .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  ChromeDriver start() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
    return new ChromeDriver(
        new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build(), options);
  }

  /** How a page is looked at. */
  enum Look {
    LIGHT("light", 1280),
    DARK("dark", 1280),
    PHONE("dark", 390),
    NARROW("light", 320);

    private final String scheme;
    private final int width;

    Look(String scheme, int width) {
      this.scheme = scheme;
      this.width = width;
    }

    void applyTo(ChromeDriver driver) {
      driver.executeCdpCommand(
          "Emulation.setEmulatedMedia",
          Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
      // They are drawn for the photograph's layout and not in it.
      driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
      driver.executeCdpCommand(
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    /**
     * What the page is held to: in the dark nothing but the colours is another. Pages have no
     * frames, whose results axe would gather in a window of their own, and what is well need not be
     * described.
     */
    AxeBuilder rules() {
      AxeRunOptions options = new AxeRunOptions();
      options.setResultTypes(List.of("violations"));
      AxeBuilder all = new AxeBuilder().withOptions(options).setLegacyMode();
      return this == DARK ? all.withOnlyRules(List.of("color-contrast")) : all;
    }

    /** Writes the whole page as it looks into {@code target/screenshots}. */
    void photograph(ChromeDriver driver, String name) {
      Object image =
          driver
              .executeCdpCommand(
                  "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"))
              .get("data");
      Path folder = Path.of("target", "screenshots");
      try {
        Files.createDirectories(folder);
        Files.write(
            folder.resolve(name + "-" + name().toLowerCase(Locale.ROOT) + ".png"),
            Base64.getDecoder().decode(String.valueOf(image)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
