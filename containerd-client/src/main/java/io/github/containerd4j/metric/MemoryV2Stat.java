package io.github.containerd4j.metric;

/**
 * What the memory of a cgroup v2 consists of, in bytes.
 *
 * @param anon anonymous memory
 * @param file page cache
 * @param kernelStack stacks of the kernel
 * @param slab data structures of the kernel
 * @param sock buffers of the network
 * @param shmem shared memory
 * @param fileMapped mapped files
 * @param fileDirty page cache that waits to be written back
 * @param fileWriteback page cache that is being written back
 * @param anonThp anonymous memory in huge pages
 * @param inactiveAnon anonymous memory that was not used lately
 * @param activeAnon anonymous memory that was used lately
 * @param inactiveFile page cache that was not used lately
 * @param activeFile page cache that was used lately
 * @param unevictable memory that cannot be reclaimed
 * @param slabReclaimable data structures of the kernel that can be reclaimed
 * @param slabUnreclaimable data structures of the kernel that cannot be reclaimed
 * @since 0.1.0
 */
public record MemoryV2Stat(long anon, long file, long kernelStack, long slab, long sock, long shmem, long fileMapped,
		long fileDirty, long fileWriteback, long anonThp, long inactiveAnon, long activeAnon, long inactiveFile,
		long activeFile, long unevictable, long slabReclaimable, long slabUnreclaimable) {

}
