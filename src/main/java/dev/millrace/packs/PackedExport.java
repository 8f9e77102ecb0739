package dev.millrace.packs;

import dev.millrace.otlp.Export;

/** An export that was read from a pack. */
public record PackedExport(PackMember member, Export export) {}
