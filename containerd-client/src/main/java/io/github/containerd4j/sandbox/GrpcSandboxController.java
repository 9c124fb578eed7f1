package io.github.containerd4j.sandbox;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.github.containerd4j.DeadlineExceededException;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerCreateRequest;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerGrpc;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerMetricsRequest;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerPlatformRequest;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerShutdownRequest;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerStartRequest;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerStatusRequest;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerStopRequest;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerUpdateRequest;
import io.github.containerd4j.proto.services.sandbox.v1.ControllerWaitRequest;
import io.github.containerd4j.rpc.CommonTypes;
import io.github.containerd4j.rpc.Protos;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;
import org.jspecify.annotations.Nullable;

final class GrpcSandboxController implements SandboxController {

	private final RpcClient rpc;

	private final String sandboxer;

	GrpcSandboxController(RpcClient rpc, String sandboxer) {
		if (sandboxer.isEmpty()) {
			throw InvalidArgumentException.of("sandboxer", sandboxer, "the name must not be empty");
		}
		this.rpc = rpc;
		this.sandboxer = sandboxer;
	}

	@Override
	public String create(SandboxInfo sandbox, SandboxOptions options) {
		Subject subject = SandboxMapper.subject(sandbox.id());
		ControllerCreateRequest.Builder request = ControllerCreateRequest.newBuilder()
			.setSandboxId(sandbox.id())
			.setSandbox(SandboxMapper.toProto(sandbox))
			.addAllRootfs(CommonTypes.toProtos(options.rootfs()))
			.putAllAnnotations(options.annotations())
			.setSandboxer(this.sandboxer);
		Protos.setIfPresent(options.options(), (value) -> request.setOptions(Protos.toAny(value)));
		Protos.setIfPresent(options.networkNamespace(), request::setNetnsPath);
		return this.rpc.call(ControllerGrpc.getCreateMethod(), request.build(), subject).getSandboxId();
	}

	@Override
	public RunningSandbox start(String id) {
		Subject subject = SandboxMapper.subject(id);
		ControllerStartRequest request = ControllerStartRequest.newBuilder()
			.setSandboxId(id)
			.setSandboxer(this.sandboxer)
			.build();
		return SandboxMapper.toRunning(this.rpc.call(ControllerGrpc.getStartMethod(), request, subject));
	}

	@Override
	public Platform platform(String id) {
		Subject subject = SandboxMapper.subject(id);
		ControllerPlatformRequest request = ControllerPlatformRequest.newBuilder()
			.setSandboxId(id)
			.setSandboxer(this.sandboxer)
			.build();
		return CommonTypes
			.toPlatform(this.rpc.call(ControllerGrpc.getPlatformMethod(), request, subject).getPlatform());
	}

	@Override
	public void stop(String id, Duration timeout) {
		Subject subject = SandboxMapper.subject(id);
		ControllerStopRequest request = ControllerStopRequest.newBuilder()
			.setSandboxId(id)
			.setTimeoutSecs((int) Math.min(Math.max(0, timeout.toSeconds()), Integer.MAX_VALUE))
			.setSandboxer(this.sandboxer)
			.build();
		// The daemon answers when it has stopped, which may take as long as was allowed.
		this.rpc.call(ControllerGrpc.getStopMethod(), request, subject, this.rpc.limits().request().plus(timeout));
	}

	@Override
	public SandboxExit wait(String id) {
		return await(id, null);
	}

	@Override
	public Optional<SandboxExit> wait(String id, Duration timeout) {
		try {
			return Optional.of(await(id, timeout));
		}
		catch (DeadlineExceededException ex) {
			return Optional.empty();
		}
	}

	@Override
	public CompletableFuture<SandboxExit> waitAsync(String id) {
		Subject subject = SandboxMapper.subject(id);
		return this.rpc.callAsync(ControllerGrpc.getWaitMethod(), waitRequest(id), subject)
			.thenApply(SandboxMapper::toExit);
	}

	private SandboxExit await(String id, @Nullable Duration timeout) {
		Subject subject = SandboxMapper.subject(id);
		return SandboxMapper.toExit(this.rpc.call(ControllerGrpc.getWaitMethod(), waitRequest(id), subject, timeout));
	}

	private ControllerWaitRequest waitRequest(String id) {
		return ControllerWaitRequest.newBuilder().setSandboxId(id).setSandboxer(this.sandboxer).build();
	}

	@Override
	public SandboxStatus status(String id, boolean verbose) {
		Subject subject = SandboxMapper.subject(id);
		ControllerStatusRequest request = ControllerStatusRequest.newBuilder()
			.setSandboxId(id)
			.setVerbose(verbose)
			.setSandboxer(this.sandboxer)
			.build();
		return SandboxMapper.toStatus(this.rpc.call(ControllerGrpc.getStatusMethod(), request, subject));
	}

	@Override
	public void shutdown(String id) {
		Subject subject = SandboxMapper.subject(id);
		ControllerShutdownRequest request = ControllerShutdownRequest.newBuilder()
			.setSandboxId(id)
			.setSandboxer(this.sandboxer)
			.build();
		this.rpc.call(ControllerGrpc.getShutdownMethod(), request, subject);
	}

	@Override
	public SandboxMetric metrics(String id) {
		Subject subject = SandboxMapper.subject(id);
		ControllerMetricsRequest request = ControllerMetricsRequest.newBuilder()
			.setSandboxId(id)
			.setSandboxer(this.sandboxer)
			.build();
		return SandboxMapper.toMetric(id,
				this.rpc.call(ControllerGrpc.getMetricsMethod(), request, subject).getMetrics());
	}

	@Override
	public void update(String id, SandboxUpdate update) {
		Subject subject = SandboxMapper.subject(id);
		ControllerUpdateRequest request = ControllerUpdateRequest.newBuilder()
			.setSandboxId(id)
			.setSandboxer(this.sandboxer)
			.setSandbox(SandboxMapper.toProto(id, update))
			.addAllFields(update.fields())
			.build();
		this.rpc.call(ControllerGrpc.getUpdateMethod(), request, subject);
	}

}
