/**
 * What arrives from each key, so that an owner can see that data is coming in. Start at {@link
 * dev.millrace.deliveries.Deliveries}.
 *
 * <p>A heartbeat is a small object per key and signal, written best effort beside the landing; it
 * never fails a request.
 */
@NullMarked
package dev.millrace.deliveries;

import org.jspecify.annotations.NullMarked;
