package io.github.containerd4j.metric;

/**
 * What happened to the pages of a cgroup v2, as counts.
 *
 * @param pageFaults page faults
 * @param majorPageFaults page faults that read from a device
 * @param workingSetRefaults pages that were read again soon after they were evicted
 * @param workingSetActivates such pages that were counted as used at once
 * @param workingSetNodeReclaims times that the memory of evicted pages' traces was
 * reclaimed
 * @param refills pages looked at among the used ones
 * @param scans pages looked at among the unused ones
 * @param steals pages reclaimed
 * @param activates pages that became used
 * @param deactivates pages that became unused
 * @param lazyFrees pages that may be freed under pressure
 * @param lazyFreed pages that were freed so
 * @param hugeFaultAllocations huge pages given at a page fault
 * @param hugeCollapseAllocations huge pages put together of small ones
 * @since 0.1.0
 */
public record MemoryV2Counters(long pageFaults, long majorPageFaults, long workingSetRefaults, long workingSetActivates,
		long workingSetNodeReclaims, long refills, long scans, long steals, long activates, long deactivates,
		long lazyFrees, long lazyFreed, long hugeFaultAllocations, long hugeCollapseAllocations) {

}
