package io.github.containerd4j;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

import io.github.containerd4j.spec.Profile;
import io.github.containerd4j.spec.Profiles;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.github.containerd4j.connection.ChannelOptions;
import io.github.containerd4j.connection.Connection;
import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.connection.SharedChannel;
import io.github.containerd4j.container.ContainerDefaults;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.image.ImageSettings;
import io.github.containerd4j.network.Cni;
import io.github.containerd4j.operation.ContainerOperationListener;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.TimeLimits;
import org.jspecify.annotations.Nullable;

final class ClientBuilder implements ContainerdClient.Builder {

	private @Nullable ContainerdAddress address;

	private Duration connectTimeout = ChannelOptions.DEFAULT_CONNECT_TIMEOUT;

	private Duration requestTimeout = TimeLimits.DEFAULT_REQUEST;

	private Duration operationTimeout = TimeLimits.DEFAULT_OPERATION;

	private int maxMessageSize = ChannelOptions.DEFAULT_MAX_MESSAGE_SIZE;

	private NamespaceDefaults defaults = NamespaceDefaults.STANDARD;

	private ContainerOperationListener operations = ContainerOperationListener.none();

	private ChannelOptions.@Nullable Tls tls;

	private @Nullable Supplier<SharedChannel> channel;

	@Override
	public ClientBuilder address(String address) {
		return address(ContainerdAddress.parse(address));
	}

	@Override
	public ClientBuilder address(ContainerdAddress address) {
		this.address = address;
		return this;
	}

	@Override
	public ClientBuilder connectTimeout(Duration timeout) {
		this.connectTimeout = timeout;
		return this;
	}

	@Override
	public ClientBuilder requestTimeout(Duration timeout) {
		this.requestTimeout = timeout;
		return this;
	}

	@Override
	public ClientBuilder operationTimeout(Duration timeout) {
		this.operationTimeout = timeout;
		return this;
	}

	@Override
	public ClientBuilder maxMessageSize(int bytes) {
		this.maxMessageSize = bytes;
		return this;
	}

	@Override
	public ClientBuilder snapshotter(String snapshotter) {
		this.defaults = this.defaults.withSnapshotter(snapshotter);
		return this;
	}

	@Override
	public ClientBuilder runtime(RuntimeOptions runtime) {
		this.defaults = this.defaults.withRuntime(runtime);
		return this;
	}

	@Override
	public ClientBuilder images(ImageSettings settings) {
		this.defaults = this.defaults.withImages(settings);
		return this;
	}

	@Override
	public ClientBuilder containers(ContainerDefaults defaults) {
		this.defaults = this.defaults.withContainers(defaults);
		return this;
	}

	@Override
	public ClientBuilder cni(Cni cni) {
		this.defaults = this.defaults.withCni(cni);
		return this;
	}

	@Override
	public ClientBuilder profiles(Collection<Profile> profiles) {
		this.defaults = this.defaults.withProfiles(Profiles.of(profiles));
		return this;
	}

	@Override
	public ClientBuilder operations(ContainerOperationListener listener) {
		this.operations = ContainerOperationListener.all(List.of(listener));
		return this;
	}

	@Override
	public ClientBuilder dataDirectory(Path directory) {
		this.defaults = this.defaults.withDataDirectory(directory);
		return this;
	}

	@Override
	public ClientBuilder tls(KeyManager[] keyManagers, TrustManager[] trustManagers) {
		this.tls = new ChannelOptions.Tls(List.of(keyManagers), List.of(trustManagers));
		return this;
	}

	@Override
	public ClientBuilder channel(Channel channel, @Nullable ManagedChannel managed) {
		SharedChannel shared = new SharedChannel(channel, managed);
		return channel(() -> shared);
	}

	@Override
	public ClientBuilder channel(Supplier<SharedChannel> channel) {
		this.channel = channel;
		return this;
	}

	@Override
	public ContainerdClient build() {
		TimeLimits limits = new TimeLimits(this.requestTimeout, this.operationTimeout);
		ContainerdAddress address = (this.address != null) ? this.address : ContainerdAddress.detect();
		return new GrpcContainerdClient(RpcClient.of(connect(address), limits).withListener(this.operations),
				this.defaults);
	}

	private Connection connect(ContainerdAddress address) {
		if (this.channel != null) {
			return Connection.using(address, this.channel, this.connectTimeout);
		}
		return Connection.open(address, new ChannelOptions(this.connectTimeout, this.maxMessageSize, this.tls));
	}

}
