package io.github.containerd4j.metric;

/**
 * How often the memory of a cgroup v2 met a border.
 *
 * @param low reclaims although use was below the protected low border
 * @param high reclaims because use was above the high border
 * @param max times that use was about to pass the limit
 * @param oom times that the limit was reached and nothing could be freed
 * @param oomKills processes killed
 * @param oomGroupKills times that the whole cgroup was killed; since containerd 2.3
 * @since 0.1.0
 */
public record MemoryV2Events(long low, long high, long max, long oom, long oomKills, long oomGroupKills) {

}
