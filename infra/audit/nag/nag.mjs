// What cdk-nag's packs say of the templates that are named, as JSON: [{rule, resource, text}].

import { App, Stack } from "aws-cdk-lib";
import { CfnInclude } from "aws-cdk-lib/cloudformation-include";
import { AwsSolutionsChecks, HIPAASecurityChecks } from "cdk-nag";

const findings = [];
for (const templateFile of process.argv.slice(2)) {
  for (const Pack of [HIPAASecurityChecks, AwsSolutionsChecks]) {
    const app = new App({ analyticsReporting: false });
    const stack = new Stack(app, "Audited");
    new CfnInclude(stack, "Template", { templateFile, preserveLogicalIds: true });
    for (const violation of new Pack(app).validateScope(app).violations) {
      for (const { constructPath } of violation.violatingResources) {
        findings.push({
          rule: violation.ruleName,
          resource: constructPath.split("/").at(-1),
          text: violation.description,
        });
      }
    }
  }
}
console.log(JSON.stringify(findings));
