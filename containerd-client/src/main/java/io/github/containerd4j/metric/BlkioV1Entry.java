package io.github.containerd4j.metric;

/**
 * One number of one block device under cgroup v1.
 *
 * @param operation {@code Read}, {@code Write}, {@code Sync}, {@code Async},
 * {@code Discard} or {@code Total}; empty where the number is of no operation
 * @param device the path of the device; empty if it is not known
 * @param major the major number of the device
 * @param minor the minor number of the device
 * @param value the number
 * @since 0.1.0
 */
public record BlkioV1Entry(String operation, String device, long major, long minor, long value) {

}
