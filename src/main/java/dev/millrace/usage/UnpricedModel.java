package dev.millrace.usage;

import java.time.LocalDate;

/**
 * A model without a price, and what was used of it.
 *
 * @param tools that used it, joined by commas
 * @param tokens of which no cost is known
 * @param days on which there are such
 */
public record UnpricedModel(
    String model, String tools, long tokens, long days, LocalDate firstDay, LocalDate lastDay) {}
