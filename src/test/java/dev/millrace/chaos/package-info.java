/**
 * What a server keeps when it is killed, frozen and robbed of its disk and its database while
 * exporters send. {@link dev.millrace.chaos.ChaosIT} is the whole story.
 */
package dev.millrace.chaos;
