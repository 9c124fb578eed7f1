package io.github.containerd4j.image;

import java.time.Duration;

/**
 * The limits of one transfer.
 *
 * @param timeout the longest time for all of it
 * @param stallTimeout the longest time in which no byte of a blob moves
 * @param leaseExpiry how long its lease lives if this JVM dies
 * @param concurrency how many blobs move at the same time
 */
record TransferLimits(Duration timeout, Duration stallTimeout, Duration leaseExpiry, int concurrency) {

}
