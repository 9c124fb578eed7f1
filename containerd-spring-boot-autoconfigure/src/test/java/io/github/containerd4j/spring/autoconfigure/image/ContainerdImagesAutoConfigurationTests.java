package io.github.containerd4j.spring.autoconfigure.image;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.image.ImageSettings;
import io.github.containerd4j.image.TransferEngine;
import io.github.containerd4j.progress.ImageOperationListener;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.registry.HostCapability;
import io.github.containerd4j.registry.RegistryCredentials;
import io.github.containerd4j.registry.RegistryCredentialsProvider;
import io.github.containerd4j.registry.RegistryHost;
import io.github.containerd4j.registry.RegistryOptions;
import io.github.containerd4j.registry.RegistryProxies;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.image.ImagePullProgressPublisher;
import io.github.containerd4j.spring.image.StartupImagePuller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerdImagesAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ContainerdImagesAutoConfiguration.class,
				ContainerdAutoConfiguration.class, ContainerdStartupPullAutoConfiguration.class))
		.withPropertyValues("containerd.address=unix:///nowhere/containerd.sock",
				"containerd.registry.docker-config.enabled=false");

	@Test
	void theDefaultsAreThoseOfTheClient() {
		this.contextRunner.run((context) -> {
			ImageSettings settings = context.getBean(ImageSettings.class);
			ImageSettings defaults = ImageSettings.defaults();
			assertThat(settings.engine()).isNull();
			assertThat(settings.concurrency()).isEqualTo(defaults.concurrency());
			assertThat(settings.timeout()).isEqualTo(defaults.timeout());
			assertThat(settings.stallTimeout()).isEqualTo(defaults.stallTimeout());
			assertThat(settings.leaseExpiry()).isEqualTo(defaults.leaseExpiry());
			RegistryOptions registry = context.getBean(RegistryOptions.class);
			assertThat(registry).usingRecursiveComparison()
				.ignoringFields("hosts", "credentials")
				.isEqualTo(RegistryOptions.defaults());
			assertThat(registry.hosts().hosts("docker.io")).hasSize(1);
			assertThat(registry.credentials().find("docker.io")).isEmpty();
		});
	}

	@Test
	void everyPropertyOfImagesReachesTheClient() {
		this.contextRunner
			.withPropertyValues("containerd.images.engine=client", "containerd.images.concurrency=5",
					"containerd.images.timeout=10m", "containerd.images.stall-timeout=20",
					"containerd.images.lease-expiry=1h", "containerd.registry.hosts-directory=/etc/containerd/certs.d")
			.run((context) -> {
				ImageSettings settings = context.getBean(ImageSettings.class);
				assertThat(settings.engine()).isEqualTo(TransferEngine.CLIENT);
				assertThat(settings.concurrency()).isEqualTo(5);
				assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(10));
				assertThat(settings.stallTimeout()).isEqualTo(Duration.ofSeconds(20));
				assertThat(settings.leaseExpiry()).isEqualTo(Duration.ofHours(1));
				assertThat(settings.hostDirectory()).isEqualTo("/etc/containerd/certs.d");
			});
	}

	@Test
	void everyPropertyOfRegistriesReachesTheClient() {
		this.contextRunner
			.withPropertyValues("containerd.registry.connect-timeout=1s", "containerd.registry.stall-timeout=2",
					"containerd.registry.retries=7", "containerd.registry.backoff.initial=3s",
					"containerd.registry.backoff.max=4s", "containerd.registry.upload-chunk=5MB",
					"containerd.registry.user-agent=mine/1")
			.run((context) -> {
				RegistryOptions options = context.getBean(RegistryOptions.class);
				assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(1));
				assertThat(options.stallTimeout()).isEqualTo(Duration.ofSeconds(2));
				assertThat(options.retries()).isEqualTo(7);
				assertThat(options.backoff()).isEqualTo(Duration.ofSeconds(3));
				assertThat(options.maxBackoff()).isEqualTo(Duration.ofSeconds(4));
				assertThat(options.uploadChunk()).isEqualTo(5 * 1024 * 1024);
				assertThat(options.userAgent()).isEqualTo("mine/1");
			});
	}

	@Test
	void theProxyIsThatOfTheProperties() {
		this.contextRunner
			.withPropertyValues("containerd.registry.proxy.https=http://proxy:3128",
					"containerd.registry.proxy.no-proxy=direct.example,10.0.0.0/8")
			.run((context) -> {
				ProxySelector proxies = context.getBean(RegistryOptions.class).proxies();
				assertThat(proxies.select(URI.create("https://reg.example/"))).singleElement()
					.extracting(Proxy::address)
					.isEqualTo(InetSocketAddress.createUnresolved("proxy", 3128));
				assertThat(proxies.select(URI.create("https://direct.example/"))).containsExactly(Proxy.NO_PROXY);
				assertThat(proxies.select(URI.create("http://reg.example/"))).containsExactly(Proxy.NO_PROXY);
			});
	}

	@Test
	void proxiesCanBeSwitchedOff() {
		this.contextRunner.withPropertyValues("containerd.registry.proxy.enabled=false")
			.run((context) -> assertThat(context.getBean(RegistryOptions.class).proxies())
				.isSameAs(RegistryProxies.none()));
	}

	@Test
	void mirrorsComeBeforeTheRegistry() {
		this.contextRunner
			.withPropertyValues("containerd.registry.hosts[docker.io].mirrors[0].address=http://mirror:5000",
					"containerd.registry.hosts[docker.io].mirrors[0].capabilities=pull,resolve",
					"containerd.registry.hosts[docker.io].mirrors[0].headers.X-Team=blue")
			.run((context) -> {
				List<RegistryHost> hosts = hosts(context, "docker.io");
				assertThat(hosts).extracting((host) -> host.root().toString())
					.containsExactly("http://mirror:5000/v2", "https://registry-1.docker.io/v2");
				assertThat(hosts.get(0).capabilities()).containsExactlyInAnyOrder(HostCapability.PULL,
						HostCapability.RESOLVE);
				assertThat(hosts.get(0).headers()).isEqualTo(Map.of("X-Team", List.of("blue")));
				assertThat(hosts(context, "other.example")).hasSize(1);
			});
	}

	@Test
	void aRegistryCanBeLeftOutForItsMirrors() {
		this.contextRunner
			.withPropertyValues("containerd.registry.hosts[docker.io].mirrors[0].address=https://mirror",
					"containerd.registry.hosts[docker.io].mirrors-only=true")
			.run((context) -> assertThat(hosts(context, "docker.io")).hasSize(1));
	}

	@Test
	void aRegistryHasItsOwnAddressAndTls() {
		Map<String, String> properties = Map.of("containerd.registry.hosts[reg:5000].address", "https://10.0.0.1:5000",
				"containerd.registry.hosts[reg:5000].tls.ca", "/ca.pem",
				"containerd.registry.hosts[reg:5000].tls.certificate", "/me.pem",
				"containerd.registry.hosts[reg:5000].tls.key", "/me.key");
		this.contextRunner.withInitializer((context) -> TestPropertyValues.of(properties).applyTo(context))
			.run((context) -> assertThat(hosts(context, "reg:5000")).singleElement().satisfies((host) -> {
				assertThat(host.root()).hasToString("https://10.0.0.1:5000/v2");
				assertThat(host.tls().authorities()).containsExactly(Path.of("/ca.pem"));
				assertThat(host.tls().clientCertificates()).singleElement()
					.satisfies((certificate) -> assertThat(certificate.key()).isEqualTo(Path.of("/me.key")));
				assertThat(host.tls().skipVerify()).isFalse();
			}));
	}

	@Test
	void aRegistrysTlsMayBeAnSslBundle() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.withPropertyValues("containerd.registry.hosts[reg.example].tls.bundle=absent")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("absent"));
		this.contextRunner.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.withBean(SslBundleRegistrar.class,
					() -> (registry) -> registry.registerBundle("mine", SslBundle.of(SslStoreBundle.NONE)))
			.withPropertyValues("containerd.registry.hosts[reg.example].tls.bundle=mine")
			.run((context) -> assertThat(hosts(context, "reg.example")).singleElement()
				.satisfies((host) -> assertThat(host.tls().context()).isNotNull()));
	}

	private static List<RegistryHost> hosts(ApplicationContext context, String domain) {
		return context.getBean(RegistryOptions.class).hosts().hosts(domain);
	}

	@Test
	void aMirrorWithoutAnAddressEndsTheStart() {
		this.contextRunner.withPropertyValues("containerd.registry.hosts[docker.io].mirrors[0].headers.a=b")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("containerd.registry.hosts[docker.io].mirrors[0].address"));
	}

	@Test
	void credentialsComeFromBeansThenPropertiesThenDocker(@TempDir Path directory) throws Exception {
		Path config = Files.writeString(directory.resolve("config.json"),
				"{\"auths\":{\"c.example\":{\"auth\":\"dXNlcjpkb2NrZXI=\"},\"b.example\":{\"auth\":\"dXNlcjpkb2NrZXI=\"}}}");
		this.contextRunner.withUserConfiguration(Providers.class)
			.withPropertyValues("containerd.registry.docker-config.enabled=true",
					"containerd.registry.docker-config.location=" + config,
					"containerd.registry.credentials[a.example].username=user",
					"containerd.registry.credentials[a.example].password=property",
					"containerd.registry.credentials[b.example].username=user",
					"containerd.registry.credentials[b.example].password=property",
					"containerd.registry.credentials[t.example].identity-token=refresh")
			.run((context) -> {
				RegistryCredentialsProvider provider = context.getBean(RegistryOptions.class).credentials();
				assertThat(provider.find("a.example")).hasValue(RegistryCredentials.basic("user", "first bean"));
				assertThat(provider.find("b.example")).hasValue(RegistryCredentials.basic("user", "property"));
				assertThat(provider.find("c.example")).hasValue(RegistryCredentials.basic("user", "docker"));
				assertThat(provider.find("t.example")).hasValue(RegistryCredentials.identityToken("refresh"));
				assertThat(provider.find("d.example")).isEmpty();
			});
	}

	@Test
	void credentialsThatAreNotCompleteEndTheStart() {
		this.contextRunner.withPropertyValues("containerd.registry.credentials[a.example].username=user")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("containerd.registry.credentials[a.example]"));
	}

	@Test
	void secretsAreNotPrinted() {
		this.contextRunner
			.withPropertyValues("containerd.registry.credentials[a.example].username=user",
					"containerd.registry.credentials[a.example].password=hunter2")
			.run((context) -> {
				assertThat(context.getBean(ContainerdRegistryProperties.class).getCredentials().toString())
					.doesNotContain("hunter2");
				assertThat(context.getBean(ImageSettings.class).toString()).doesNotContain("hunter2");
			});
	}

	@Test
	void customizersAreAppliedAfterTheProperties() {
		this.contextRunner.withUserConfiguration(Customizers.class)
			.withPropertyValues("containerd.images.concurrency=5", "containerd.registry.retries=7")
			.run((context) -> {
				assertThat(context.getBean(ImageSettings.class).concurrency()).isEqualTo(9);
				assertThat(context.getBean(ImageSettings.class).registry().retries()).isEqualTo(1);
			});
	}

	@Test
	void anApplicationsOwnSettingsTakeThePlaceOfOurs() {
		this.contextRunner.withUserConfiguration(OwnSettings.class)
			.run((context) -> assertThat(context).hasSingleBean(ImageSettings.class).hasBean("ownSettings"));
	}

	@Test
	void listenersAreBeans() {
		this.contextRunner.withUserConfiguration(Listener.class).run((context) -> {
			context.getBean(ImageSettings.class).listener().started(Operation.EXPORT, "ns", "image").onEnd(null);
			assertThat(context.getBean(Listener.class).told).isEqualTo("EXPORT ns image null");
			assertThat(context).hasSingleBean(ImagePullProgressPublisher.class);
		});
	}

	@Test
	void theProgressOfPullsNeedNotBePublished() {
		this.contextRunner.withPropertyValues("containerd.images.events.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ImagePullProgressPublisher.class));
	}

	@Test
	void nothingIsPulledAtTheStartUnlessTold() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(StartupImagePuller.class));
		this.contextRunner.withPropertyValues("containerd.images.pull-at-startup=busybox,alpine")
			.run((context) -> assertThat(context).hasSingleBean(StartupImagePuller.class));
		this.contextRunner.withPropertyValues("containerd.images.pull-at-startup[0]=busybox")
			.run((context) -> assertThat(context).hasSingleBean(StartupImagePuller.class));
	}

	@Test
	void nothingIsConfiguredWhenDisabled() {
		this.contextRunner.withPropertyValues("containerd.enabled=false", "containerd.images.pull-at-startup=busybox")
			.run((context) -> assertThat(context).doesNotHaveBean(ContainerdClient.class)
				.doesNotHaveBean(ImageSettings.class)
				.doesNotHaveBean(StartupImagePuller.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class Providers {

		@Bean
		@Order(2)
		RegistryCredentialsProvider second() {
			return RegistryCredentialsProvider
				.of(Map.of("a.example", RegistryCredentials.basic("user", "second bean")));
		}

		@Bean
		@Order(1)
		RegistryCredentialsProvider first() {
			return (host) -> host.equals("a.example") ? Optional.of(RegistryCredentials.basic("user", "first bean"))
					: Optional.empty();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		RegistryOptionsCustomizer registry() {
			return (builder) -> builder.retries(1);
		}

		@Bean
		ImageSettingsCustomizer images() {
			return (settings) -> settings.withConcurrency(9);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSettings {

		@Bean
		ImageSettings ownSettings() {
			return ImageSettings.defaults();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listener implements ImageOperationListener {

		private String told;

		@Override
		public Watch started(Operation operation, String namespace, String image) {
			return (failure) -> this.told = operation + " " + namespace + " " + image + " " + failure;
		}

	}

}
