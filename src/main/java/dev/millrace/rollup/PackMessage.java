package dev.millrace.rollup;

/**
 * One pack that is to be converted, as it lies in the queue of packs, in JSON.
 *
 * @param pack its key
 * @param edition of it; of another there is nothing to be done
 */
record PackMessage(String pack, String edition) {}
