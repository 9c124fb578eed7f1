package io.github.containerd4j.transfer;

import java.util.Map;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.containerd4j.RecordingDaemon;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.proto.services.transfer.v1.TransferGrpc;
import io.github.containerd4j.proto.services.transfer.v1.TransferRequest;
import io.github.containerd4j.proto.types.transfer.AuthType;
import io.github.containerd4j.proto.types.transfer.HTTPDebug;
import io.github.containerd4j.proto.types.transfer.OCIRegistry;
import io.github.containerd4j.transfer.RegistryResolver.HttpDebug;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class TransferRequestsTests {

	private final RecordingDaemon daemon = new RecordingDaemon();

	@AfterEach
	void close() throws InterruptedException {
		this.daemon.close();
	}

	@Test
	void aPullNamesItsTypesWithoutAPrefix() throws InvalidProtocolBufferException {
		RegistryResolver resolver = new RegistryResolver("auth", Map.of("X-A", "b"), "/etc/certs.d", "http",
				HttpDebug.TRACE, "logs");
		ImageStore store = ImageStore.builder("localhost/x:1")
			.label("k", "v")
			.platform(Platform.of("linux", "arm", "v7"))
			.manifestLimit(2)
			.extraReference(ExtraReference.prefix("localhost/"))
			.unpack(Platform.of("linux", "arm"), "native")
			.build();

		TransferRequest request = sent(new OciRegistry("localhost:5000/x:1", resolver), store,
				new TransferOptions("progress"));

		assertThat(request.getSource().getTypeUrl()).isEqualTo("containerd.types.transfer.OCIRegistry");
		assertThat(request.getDestination().getTypeUrl()).isEqualTo("containerd.types.transfer.ImageStore");
		assertThat(request.getOptions().getProgressStream()).isEqualTo("progress");
		OCIRegistry registry = OCIRegistry.parseFrom(request.getSource().getValue());
		assertThat(registry.getResolver().getAuthStream()).isEqualTo("auth");
		assertThat(registry.getResolver().getHeadersMap()).isEqualTo(Map.of("X-A", "b"));
		assertThat(registry.getResolver().getHostDir()).isEqualTo("/etc/certs.d");
		assertThat(registry.getResolver().getDefaultScheme()).isEqualTo("http");
		assertThat(registry.getResolver().getHttpDebug()).isEqualTo(HTTPDebug.TRACE);
		assertThat(registry.getResolver().getLogsStream()).isEqualTo("logs");
		var image = io.github.containerd4j.proto.types.transfer.ImageStore
			.parseFrom(request.getDestination().getValue());
		assertThat(image.getName()).isEqualTo("localhost/x:1");
		assertThat(image.getLabelsMap()).isEqualTo(Map.of("k", "v"));
		assertThat(image.getPlatforms(0).getVariant()).isEqualTo("v7");
		assertThat(image.getManifestLimit()).isEqualTo(2);
		assertThat(image.getExtraReferences(0).getIsPrefix()).isTrue();
		assertThat(image.getUnpacks(0).getSnapshotter()).isEqualTo("native");
	}

	@Test
	void filesOfAContainerAndBytesAreEndpointsToo() throws InvalidProtocolBufferException {
		TransferRequest out = sent(new ContainerPath("c", "/etc", true, true),
				new WriteStream("bytes", "application/x"), TransferOptions.none());
		TransferRequest in = sent(new ReadStream("bytes", "application/x"), ContainerPath.of("c", "/tmp"),
				TransferOptions.none());

		assertThat(out.getSource().getTypeUrl()).isEqualTo("containerd.types.transfer.ContainerPath");
		var path = io.github.containerd4j.proto.types.transfer.ContainerPath.parseFrom(out.getSource().getValue());
		assertThat(path.getContainerId()).isEqualTo("c");
		assertThat(path.getPath()).isEqualTo("/etc");
		assertThat(path.getNoWalk()).isTrue();
		assertThat(path.getPreserveOwnership()).isTrue();
		assertThat(out.getDestination().getTypeUrl()).isEqualTo("containerd.types.transfer.WriteStream");
		assertThat(in.getDestination().getTypeUrl()).isEqualTo("containerd.types.transfer.ContainerPath");
		var bytes = io.github.containerd4j.proto.types.transfer.ReadStream.parseFrom(in.getSource().getValue());
		assertThat(bytes.getStream()).isEqualTo("bytes");
		assertThat(bytes.getMediaType()).isEqualTo("application/x");
	}

	@Test
	void anEndpointOfAPluginIsPassedOn() {
		TypedValue value = TypedValue.json("example.Endpoint", "x");

		TransferRequest request = sent(new OtherEndpoint(value), new OtherEndpoint(value), TransferOptions.none());

		assertThat(request.getSource().getTypeUrl()).isEqualTo("example.Endpoint");
		assertThat(request.getDestination().getValue().toStringUtf8()).isEqualTo("x");
	}

	@Test
	void answersAQuestionForCredentials() throws InvalidProtocolBufferException {
		TypedValue value = AuthResponse.credentials("joe", "secret").toTypedValue();

		var response = io.github.containerd4j.proto.types.transfer.AuthResponse.parseFrom(value.toByteArray());
		assertThat(value.typeUrl()).isEqualTo("containerd.types.transfer.AuthResponse");
		assertThat(response.getAuthType()).isEqualTo(AuthType.CREDENTIALS);
		assertThat(response.getUsername()).isEqualTo("joe");
		assertThat(response.getSecret()).isEqualTo("secret");
	}

	@Test
	void showsNoSecrets() {
		assertThat(AuthResponse.credentials("joe", "hidden")).asString().contains("joe").doesNotContain("hidden");
		assertThat(OciRegistry.of("x/y:1")).asString().contains("x/y:1");
		assertThat(RegistryResolver.defaults().withHeaders(Map.of("Authorization", "Basic hidden"))).asString()
			.contains("Authorization")
			.doesNotContain("hidden");
	}

	private TransferRequest sent(TransferSource source, TransferDestination destination, TransferOptions options) {
		this.daemon.client().namespace("ns").transfer().transfer(source, destination, options);
		return this.daemon.request(TransferGrpc.getTransferMethod());
	}

}
