package dev.millrace.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** Settings of how requests arrive and wait, whatever they ask for. */
@ConfigMapping(prefix = "millrace.requests")
public interface RequestsConfig {

  /**
   * How many connections may wait for a request; the one that waits longest gives way to one more.
   */
  int waiting();

  /** The same, from one address. */
  int waitingPerAddress();

  /** How long a connection may take to bring the whole head of its next request. */
  Duration beginWithin();

  /** How long a body may take to arrive, however slow it is. */
  Duration arriveWithin();

  /** How many bytes a second it has to bring on the average if it takes longer. */
  MemorySize slowest();

  /** How many bodies may be arriving at once; the one that began first gives way to one more. */
  int arriving();

  /** The same, from one address. */
  int arrivingPerAddress();

  /** The share of the heap that bodies which are arriving may hold together. */
  double heapShare();

  /** The largest body of a request that is no export. */
  MemorySize maxBody();

  /** How long a request may wait for its turn. */
  Duration waitAtMost();

  /** How long an answer may take to be read. */
  Duration readWithin();

  /** How many requests of each side are worked on at once. */
  AtOnce atOnce();

  /** How many requests of each side are worked on at once. */
  interface AtOnce {

    int ingest();

    int api();

    int console();
  }
}
