package io.github.containerd4j.task;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.Filter;
import io.github.containerd4j.metric.CgroupMetrics;
import io.github.containerd4j.proto.services.tasks.v1.MetricsRequest;
import io.github.containerd4j.proto.services.tasks.v1.MetricsResponse;
import io.github.containerd4j.proto.services.tasks.v1.TasksGrpc;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.rpc.RpcClient;

/**
 * Asks whether a process was ended for memory. Costs a call only where that is possible:
 * for a process that was killed. The counters are there until the task is deleted.
 */
final class OomCheck {

	private final RpcClient rpc;

	OomCheck(RpcClient rpc) {
		this.rpc = rpc;
	}

	CompletableFuture<ExitStatus> complete(ProcessKey key, ExitStatus exit) {
		if (exit.oomKill() != OomKill.UNKNOWN) {
			return CompletableFuture.completedFuture(exit);
		}
		MetricsRequest request = MetricsRequest.newBuilder()
			.addAllFilters(Filter.expressions(Filter.equal("id", key.containerId())))
			.build();
		// Statistics that cannot be had are no reason to lose the exit code.
		return this.rpc.callAsync(TasksGrpc.getMetricsMethod(), request, key.subject())
			.handle((answer, failure) -> exit.with((failure == null) ? verdict(answer) : OomKill.UNKNOWN));
	}

	private static OomKill verdict(MetricsResponse answer) {
		if (answer.getMetricsCount() != 1) {
			return OomKill.UNKNOWN;
		}
		OptionalLong kills = CgroupMetrics.decode(Protos.toTypedValue(answer.getMetrics(0).getData())).oomKills();
		if (kills.isEmpty()) {
			return OomKill.UNKNOWN;
		}
		return (kills.getAsLong() > 0) ? OomKill.LIKELY : OomKill.NO;
	}

}
