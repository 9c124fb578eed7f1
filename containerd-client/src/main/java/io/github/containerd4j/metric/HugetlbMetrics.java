package io.github.containerd4j.metric;

/**
 * Use of huge pages of one size.
 *
 * @param pageSize the size of a page, such as {@code 2MB}
 * @param usage bytes in use
 * @param max the highest use so far in bytes with cgroup v1, the limit in bytes with
 * cgroup v2
 * @param failCount how often the limit was hit; with cgroup v2 since containerd 2.2
 * @since 0.1.0
 */
public record HugetlbMetrics(String pageSize, long usage, long max, long failCount) {

}
