package dev.millrace.lake;

import dev.millrace.duckdb.DuckDbSettings;
import dev.millrace.duckdb.TempFolder;
import dev.millrace.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/**
 * Converts a pack, whatever is in it: where that fails it is converted in halves, and these again,
 * until each export that does it is alone. Those are set aside and all others converted.
 *
 * <p>Where not even nothing can be converted the exports are not to blame: then it fails.
 */
final class Isolation {

  /**
   * After so many conversions of parts, what is left of a part that fails is set aside whole: one
   * export in ten thousand is found with some thirty.
   */
  private static final int MOST_ATTEMPTS = 200;

  private static final Logger log = Logger.getLogger(Isolation.class);

  private final PackConversion conversion;
  private final DuckDbSettings settings;
  private final LakePack pack;
  private final PackContent content;
  private int attempts;

  Isolation(
      PackConversion conversion, DuckDbSettings settings, LakePack pack, PackContent content) {
    this.conversion = conversion;
    this.settings = settings;
    this.pack = pack;
    this.content = content;
  }

  /**
   * What came of a pack.
   *
   * @param files in a local folder
   */
  record Converted(List<ParquetFile> files, List<SetAside> setAside) {}

  /** Places of exports in the pack, the last exclusive. */
  private record Range(int from, int to) {

    int size() {
      return to - from;
    }
  }

  /**
   * Converts.
   *
   * @param folder an existing folder, for the files
   * @throws LakeException if it fails for a reason that lies in no export
   */
  Converted convert(Path folder) throws IOException {
    Range all = new Range(0, content.names().size());
    try {
      return attempt(List.of(all), folder);
    } catch (Unconvertible e) {
      List<SetAside> failing = new ArrayList<>();
      List<Range> good = new ArrayList<>();
      try {
        refuseToBlameExports(folder);
        part(all, good, failing, e);
        Converted rest = attempt(good, TempFolder.in(folder).path());
        failing.addAll(rest.setAside());
        return new Converted(rest.files(), failing);
      } catch (Unconvertible again) {
        throw new LakeException("convert", pack.partition(), pack.name(), again.getCause());
      }
    }
  }

  /** Fails if nothing at all can be converted here and now. */
  private void refuseToBlameExports(Path folder) throws IOException, Unconvertible {
    attempt(List.of(), TempFolder.in(folder).path());
  }

  /** Parts what fails into what converts and what has to be set aside. */
  private void part(Range failing, List<Range> good, List<SetAside> bad, Unconvertible why)
      throws IOException {
    if (failing.size() <= 1 || attempts >= MOST_ATTEMPTS) {
      setAside(failing, bad, why);
      return;
    }
    int middle = failing.from() + failing.size() / 2;
    for (Range half : List.of(new Range(failing.from(), middle), new Range(middle, failing.to()))) {
      attempts++;
      try (TempFolder folder = TempFolder.in(settings.tempDirectory())) {
        attempt(List.of(half), folder.path());
        good.add(half);
      } catch (Unconvertible e) {
        part(half, good, bad, e);
      }
    }
  }

  private void setAside(Range range, List<SetAside> bad, Unconvertible why) {
    for (ExportName export : content.names().subList(range.from(), range.to())) {
      log.errorf(
          "set aside %s of %s: it cannot be converted: %s",
          export, pack.partition(), place(why.getCause()));
      bad.add(new SetAside(export.toString(), SetAside.Reason.UNCONVERTIBLE));
    }
  }

  /** What failed where; what it says about it may repeat what was sent. */
  private static String place(Throwable why) {
    StackTraceElement[] trace = why.getStackTrace();
    return why.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private Converted attempt(List<Range> ranges, Path folder) throws IOException, Unconvertible {
    List<SetAside> unreadable = new ArrayList<>();
    Iterator<LandedExport> exports =
        new RecordIterator<>(
            ranges.iterator(),
            range ->
                range.size() == 0
                    ? Collections.emptyIterator()
                    : content.read(range.from(), range.to(), unreadable::add));
    try {
      return new Converted(conversion.convert(pack, exports, folder, settings), unreadable);
    } catch (StoreUnavailableException | CancellationException e) {
      throw e;
    } catch (SQLException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      throw new Unconvertible(e);
    }
  }

  /** Some exports could not be converted together. */
  private static final class Unconvertible extends Exception {

    private static final long serialVersionUID = 1;

    Unconvertible(Throwable cause) {
      super(cause);
    }

    @Override
    public synchronized Throwable getCause() {
      Throwable cause = super.getCause();
      return cause == null ? this : cause;
    }
  }
}
