package io.github.containerd4j.metric;

/**
 * What the memory of a cgroup v1 consists of, in bytes where no count is meant.
 *
 * @param cache page cache
 * @param rss anonymous memory, without swap
 * @param rssHuge anonymous memory in huge pages
 * @param mappedFile mapped files
 * @param dirty waiting to be written back
 * @param writeback being written back
 * @param pagesIn pages that were charged, a count
 * @param pagesOut pages that were uncharged, a count
 * @param pageFaults page faults, a count
 * @param majorPageFaults page faults that read from a device, a count
 * @param inactiveAnon anonymous memory that was not used lately
 * @param activeAnon anonymous memory that was used lately
 * @param inactiveFile page cache that was not used lately
 * @param activeFile page cache that was used lately
 * @param unevictable memory that cannot be reclaimed
 * @since 0.1.0
 */
public record MemoryV1Stat(long cache, long rss, long rssHuge, long mappedFile, long dirty, long writeback,
		long pagesIn, long pagesOut, long pageFaults, long majorPageFaults, long inactiveAnon, long activeAnon,
		long inactiveFile, long activeFile, long unevictable) {

}
