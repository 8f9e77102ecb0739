package dev.millrace.rollup;

import dev.millrace.lake.LandedExport;
import dev.millrace.landing.LandedExports.Listed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Landed exports in the order they are listed, read and decoded by others before they are asked
 * for. What is under way is bounded, by number and by stored bytes: objects that are fetched, and
 * exports that are decoded. For one thread.
 */
final class ReadAhead implements Iterator<LandedExport> {

  private final Iterator<Listed> objects;
  private final Readers readers;
  private final Deque<Fetching> fetching = new ArrayDeque<>();
  private final Deque<Decoding> decoding = new ArrayDeque<>();
  private long bytesFetching;
  private long bytesDecoding;

  ReadAhead(Iterator<Listed> objects, Readers readers) {
    this.objects = objects;
    this.readers = readers;
  }

  @Override
  public boolean hasNext() {
    return !decoding.isEmpty() || !fetching.isEmpty() || objects.hasNext();
  }

  @Override
  public LandedExport next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    fetchMore();
    decodeMore();
    Decoding next = decoding.remove();
    bytesDecoding -= next.listed().size();
    return result(next.export());
  }

  /** However large an object is, there is one. */
  private void fetchMore() {
    while (fetching.size() < readers.mostFetched()
        && (bytesFetching < readers.mostBytesFetched() || fetching.isEmpty())
        && objects.hasNext()) {
      Listed listed = objects.next();
      fetching.add(new Fetching(listed, readers.fetch(listed.object())));
      bytesFetching += listed.size();
    }
  }

  private void decodeMore() {
    while (decoding.size() < readers.mostDecoded()
        && (bytesDecoding < readers.mostBytesDecoded() || decoding.isEmpty())
        && !fetching.isEmpty()) {
      Fetching next = fetching.remove();
      Listed listed = next.listed();
      bytesFetching -= listed.size();
      decoding.add(new Decoding(listed, readers.decode(listed.object(), next.bytes())));
      bytesDecoding += listed.size();
    }
  }

  /**
   * The result, or what the other thread threw instead.
   *
   * @throws CancellationException if this thread is interrupted
   */
  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw Readers.thrown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while exports were read");
    }
  }

  private record Fetching(Listed listed, Future<byte[]> bytes) {}

  private record Decoding(Listed listed, Future<LandedExport> export) {}
}
