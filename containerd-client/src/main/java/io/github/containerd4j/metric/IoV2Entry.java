package io.github.containerd4j.metric;

/**
 * Use of one block device under cgroup v2.
 *
 * @param major the major number of the device
 * @param minor the minor number of the device
 * @param readBytes bytes read
 * @param writtenBytes bytes written
 * @param reads read operations
 * @param writes write operations
 * @since 0.1.0
 */
public record IoV2Entry(long major, long minor, long readBytes, long writtenBytes, long reads, long writes) {

}
