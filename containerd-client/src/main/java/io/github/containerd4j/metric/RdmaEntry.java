package io.github.containerd4j.metric;

/**
 * RDMA resources of one device.
 *
 * @param device the name of the device
 * @param hcaHandles the number of handles
 * @param hcaObjects the number of objects
 * @since 0.1.0
 */
public record RdmaEntry(String device, long hcaHandles, long hcaObjects) {

}
