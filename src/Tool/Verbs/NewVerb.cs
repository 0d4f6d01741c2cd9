using System.CommandLine;
using System.Linq;
using System.Threading;
using NetSpec.Hosting;
using NetSpec.Runtime.Weights;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Options;
using NetSpec.Tool.Reports;

namespace NetSpec.Tool.Verbs;

/// <summary>A spec to begin with.</summary>
internal sealed class NewVerb : Verb
{
    private readonly Argument<string> _name = new("name") { Description = "The net's name, which is that of the class: Digits." };
    private readonly Option<string> _kind = new("--kind") { Description = "mlp, cnn or residual.", DefaultValueFactory = _ => "mlp" };
    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The file; the name in small letters with .netspec if it is not given.",
        HelpName = "file",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Write over a file that exists." };

    public NewVerb()
        : base(
            "new",
            "Writes a spec to begin with: a perceptron, a convolutional or a residual network.",
            ("new Digits", "digits.netspec, a perceptron"),
            ("new Photos --kind residual -o nets/photos.netspec", "a residual network"))
    {
        _kind.AcceptOnlyFromAmong("mlp", "cnn", "residual");
        Arguments.Add(_name);
        foreach (var option in new Option[] { _kind, _output, _force })
        {
            Options.Add(option);
        }
    }

    protected override int Run(ParseResult arguments, Output output, CancellationToken cancellationToken)
    {
        var (name, kind) = (arguments.GetRequiredValue(_name), arguments.GetRequiredValue(_kind));
        var path = arguments.GetValue(_output) ?? name.ToLowerInvariant() + ".netspec";
        var text = Text(name, kind);

        // The compiler knows which names a class can have.
        var problems = SpecFile.Of(path, text).Compile(cancellationToken).Problems;
        if (problems.FirstOrDefault(problem => problem.IsError) is { } problem)
            throw ToolException.Usage($"'{name}' can be no net's name: {problem.Message}");
        Target.Check(path, arguments.GetValue(_force));
        AtomicFile.WriteText(path, text);
        output.Result(new NewReport(path, name, kind), ReportJson.Document.NewReport, report => Output.Line(report.Spec));
        return ExitCode.Ok;
    }

    private static string Text(string name, string kind) => kind switch
    {
        "cnn" => $$"""
            // A convolutional network for pictures of 32x32.
            net {{name}}(classes=10) {
                input image : 3x32x32

                wide  : 32x32x32 = image -> conv(32, 3x3, pad=1) as conv1 -> bn as bn1 -> relu
                half  : 64x16x16 = wide -> maxpool(2x2) -> conv(64, 3x3, pad=1) as conv2 -> bn as bn2 -> relu
                small : 128x8x8 = half -> maxpool(2x2) -> conv(128, 3x3, pad=1) as conv3 -> bn as bn3 -> relu

                output logits = small -> avgpool(global) -> linear(classes) as fc
            }

            """,
        "residual" => $$"""
            // A residual network for pictures of 32x32.
            block basic(c) {
                main = in -> conv(c, 3x3, pad=1) as conv1 -> bn as bn1 -> relu
                    -> conv(c, 3x3, pad=1) as conv2 -> bn as bn2
                out  = main + in -> relu
            }

            block halve(c) {
                main = in -> conv(c, 3x3, stride=2, pad=1) as conv1 -> bn as bn1 -> relu
                    -> conv(c, 3x3, pad=1) as conv2 -> bn as bn2
                skip = in -> conv(c, 1x1, stride=2) as down.0 -> bn as down.1
                out  = main + skip -> relu
            }

            net {{name}}(classes=10) {
                input image : 3x32x32

                stem : 16x32x32 = image -> conv(16, 3x3, pad=1) as conv1 -> bn as bn1 -> relu
                s1   : 16x32x32 = stem -> repeat i in 0..2 basic(16) as layer1.{i}
                s2   : 32x16x16 = s1 -> halve(32) as layer2.0 -> basic(32) as layer2.1
                s3   : 64x8x8   = s2 -> halve(64) as layer3.0 -> basic(64) as layer3.1

                output logits = s3 -> avgpool(global) -> linear(classes) as fc
            }

            """,
        _ => $$"""
            // A perceptron with two hidden layers.
            net {{name}}(classes=10) {
                input x : 784

                hidden : 256 = x -> linear(256) as fc1 -> relu -> linear(256) as fc2 -> relu

                output logits = hidden -> linear(classes) as fc3
            }

            """,
    };
}
