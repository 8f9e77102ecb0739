package dev.millrace.packs;

import org.jspecify.annotations.Nullable;

/** Neither a pack's index nor the pack itself says what is in it. */
public final class DamagedPackException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DamagedPackException(Pack pack, @Nullable Exception cause) {
    super(pack.key() + (cause == null ? " is no longer there" : " cannot be read"), cause);
  }
}
