/**
 * What the packaged server goes through: in {@link dev.millrace.endurance.ChaosIT} it is killed,
 * frozen and robbed of its disk and its database while exporters send, in {@link
 * dev.millrace.endurance.LoadIT} a thousand of them send at once.
 */
package dev.millrace.endurance;
