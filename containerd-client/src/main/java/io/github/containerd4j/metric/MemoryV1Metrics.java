package io.github.containerd4j.metric;

/**
 * Memory under cgroup v1.
 *
 * @param own what belongs to this cgroup alone
 * @param total what belongs to it and its children
 * @param limit the least limit of this cgroup and those above, in bytes; a number near
 * 2^63 for no limit
 * @param swapLimit the same for memory and swap together
 * @param usage memory, page cache included
 * @param swap memory and swap together
 * @param kernel memory of the kernel
 * @param kernelTcp buffers of TCP
 * @since 0.1.0
 */
public record MemoryV1Metrics(MemoryV1Stat own, MemoryV1Stat total, long limit, long swapLimit, MemoryV1Account usage,
		MemoryV1Account swap, MemoryV1Account kernel, MemoryV1Account kernelTcp) {

}
