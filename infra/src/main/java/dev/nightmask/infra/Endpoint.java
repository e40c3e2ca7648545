package dev.nightmask.infra;

import java.util.List;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;

/// The services of AWS that the functions in the network speak to, each through an endpoint in it. S3 has a gateway,
/// which costs nothing; the others have interfaces.
enum Endpoint {
    S3("s3"),
    SECRETS_MANAGER("secretsmanager"),
    KMS("kms"),
    EVENTS("events"),
    ECS("ecs"),
    ECR_API("ecr.api"),
    ECR_DOCKER("ecr.dkr"),
    LOGS("logs");

    private final String service;

    Endpoint(String service) {
        this.service = service;
    }

    /// As AWS calls it, after the region: `secretsmanager`.
    String service() {
        return service;
    }

    static List<String> services() {
        return List.of(values()).stream().map(Endpoint::service).toList();
    }

    InterfaceVpcEndpointAwsService awsService() {
        return new InterfaceVpcEndpointAwsService(service);
    }
}
