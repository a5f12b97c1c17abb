import { Tags, Validations } from 'aws-cdk-lib';
import {
  type CfnStage,
  HttpApi,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Identity, scopeInToken } from './identity';
import { type HttpFunction, ROUTES, type Throttle } from './routes';
import type { RustFunction } from './rust-function';
import type { Settings } from './settings';

const API_THROTTLE: Throttle = { rate: 50, burst: 100 };

/** Paths hold codes and case ids, so no path is logged: the route stands for it. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  routeKey: '$context.routeKey',
  status: '$context.status',
  integrationLatency: '$context.integrationLatency',
};

/** The HTTP API: its address exists before its routes do, so that functions can be told of it. */
export class Api extends Construct {
  readonly http: HttpApi;
  /** Without a slash at the end. */
  readonly url: string;
  private readonly settings: Settings;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.settings = settings;
    this.http = new HttpApi(this, 'Http', { apiName: 'tuntas', createDefaultStage: false });
    if (settings.local) {
      // The emulator takes an API's id from this tag (8 hexadecimal digits), so that its address
      // is known before it is made.
      const apiId = settings.city.region.code.replace('.', '').padStart(8, '0');
      Tags.of(this.http).add('ms-custom-id', apiId);
      const { protocol, port } = settings.localEndpoint;
      this.url = `${protocol}//${apiId}.execute-api.localhost:${port || '80'}`;
    } else {
      this.url = this.http.apiEndpoint;
    }
  }

  /** Opens every route, with its authorizer and its limits. */
  serve(functions: Readonly<Record<HttpFunction, RustFunction>>, identity: Identity): void {
    const authorizer = new HttpUserPoolAuthorizer('Machines', identity.pool, {
      userPoolClients: identity.clients,
    });
    const integrations = new Map(
      Object.entries(functions).map(([name, { fn }]) => [
        name,
        // One permission for all routes of a function, which belong to this API alone: one for each would take a fifth of the
        // resources that a stack may have.
        new HttpLambdaIntegration(name, fn, { scopePermissionToRoute: false }),
      ]),
    );

    const logGroup = new LogGroup(this, 'AccessLog', {
      // The folder that needs no growing resource policy.
      logGroupName: '/aws/vendedlogs/tuntas/http-access',
      retention: this.settings.logRetention,
      removalPolicy: this.settings.removalPolicy,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: API_THROTTLE.rate, burstLimit: API_THROTTLE.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });

    const limits: Record<string, object> = {};
    for (const route of ROUTES) {
      const integration = integrations.get(route.to);
      if (!integration) throw new Error(`no function ${route.to} for ${route.path}`);
      const open = 'public' in route.access;
      const [added] = this.http.addRoutes({
        methods: [route.method],
        path: route.path,
        integration,
        ...('scope' in route.access
          ? { authorizer, authorizationScopes: [route.access.scope].flat().map((scope) => scopeInToken(scope)) }
          : { authorizer: new HttpNoneAuthorizer() }),
      });
      if (!added) throw new Error(`no route for ${route.path}`);
      if (open && 'public' in route.access) {
        Validations.of(added).acknowledge({ id: 'AwsSolutions-APIG4', reason: route.access.public });
      }
      if (route.throttle) {
        // A limit can be set only on a route that is already there.
        stage.node.addDependency(added);
        limits[`${route.method} ${route.path}`] = {
          ThrottlingRateLimit: route.throttle.rate,
          ThrottlingBurstLimit: route.throttle.burst,
        };
      }
    }
    (stage.node.defaultChild as CfnStage).routeSettings = limits;
  }
}
