package io.github.containerd4j.metric;

import java.util.List;

/**
 * Use of block devices under cgroup v1. Which numbers are there depends on the scheduler
 * of the device.
 *
 * @param serviceBytes bytes transferred, by device and operation
 * @param serviced operations done, by device and operation
 * @param queued operations that wait, by device and operation
 * @param serviceTime nanoseconds between the request and the end of operations, by device
 * and operation
 * @param waitTime nanoseconds that operations waited, by device and operation
 * @param merged requests that were merged, by device and operation
 * @param time milliseconds of the device, by device
 * @param sectors sectors transferred, by device
 * @since 0.1.0
 */
public record BlkioV1Metrics(List<BlkioV1Entry> serviceBytes, List<BlkioV1Entry> serviced, List<BlkioV1Entry> queued,
		List<BlkioV1Entry> serviceTime, List<BlkioV1Entry> waitTime, List<BlkioV1Entry> merged, List<BlkioV1Entry> time,
		List<BlkioV1Entry> sectors) {

	/**
	 * Copies the lists.
	 * @param serviceBytes bytes transferred, by device and operation
	 * @param serviced operations done, by device and operation
	 * @param queued operations that wait, by device and operation
	 * @param serviceTime nanoseconds between the request and the end of operations, by
	 * device and operation
	 * @param waitTime nanoseconds that operations waited, by device and operation
	 * @param merged requests that were merged, by device and operation
	 * @param time milliseconds of the device, by device
	 * @param sectors sectors transferred, by device
	 */
	public BlkioV1Metrics {
		serviceBytes = List.copyOf(serviceBytes);
		serviced = List.copyOf(serviced);
		queued = List.copyOf(queued);
		serviceTime = List.copyOf(serviceTime);
		waitTime = List.copyOf(waitTime);
		merged = List.copyOf(merged);
		time = List.copyOf(time);
		sectors = List.copyOf(sectors);
	}

}
