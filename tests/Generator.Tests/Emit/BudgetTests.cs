using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>
/// How much may be emitted. A net that outgrows its budget is a change to be looked at; raise the number when the growth
/// is worth it.
/// </summary>
public sealed class BudgetTests
{
    /// <summary>Above this the JIT compiles a method without optimising it.</summary>
    private const int MaxMethodIl = 60_000;

    /// <summary>KiB of emitted text.</summary>
    private static readonly Dictionary<string, int> Budgets = new(StringComparer.Ordinal)
    {
        ["AlexNet"] = 28,
        ["DenseNet121"] = 440,
        ["EfficientNetB0"] = 230,
        ["GoogLeNet"] = 225,
        ["InceptionV3"] = 330,
        ["MlpSmall"] = 12,
        ["MlpDigits"] = 12,
        ["MobileNetV1"] = 95,
        ["MobileNetV2"] = 180,
        ["Darknet53"] = 180,
        ["MobileNetV3Small"] = 155,
        ["ResNet18"] = 76,
        ["ResNet34"] = 117,
        ["ResNet50"] = 168,
        ["ResNet101"] = 298,
        ["ResNet152"] = 428,
        ["KsVitMlp"] = 17,
        ["Butterfly1024"] = 24,
        ["ShuffleNetV2"] = 200,
        ["SqueezeNet"] = 74,
        ["UNet"] = 66,
        ["Vgg11"] = 37,
        ["Vgg11Bn"] = 48,
        ["Vgg16"] = 48,
        ["Vgg16Bn"] = 66,
    };

    /// <summary>KiB of emitted text of the path-norm and Φ-cost passes of the whole corpus.</summary>
    private const int PassBudget = 4000;

    [Fact]
    public void Files_of_passes_stay_within_their_budget()
    {
        var size = 0;
        foreach (var net in CorpusNets())
        {
            if (ProgramPlanner.Plan(net) is not { Norms: { } norms } programs)
                continue;

            var model = Planner.Plan(net);
            size += PathProgramFile.Emit(model, norms).Length;
            size += programs.Costs is { } costs ? CostProgramFile.Emit(model, norms, costs).Length : 0;
        }

        Assert.InRange(size, 1, PassBudget * 1024);
    }

    [Fact]
    public void Emitted_files_stay_within_their_budgets()
    {
        var sizes = CorpusNets().ToDictionary(net => net.Name, net => ModelClassFile.Emit(Planner.Plan(net)).Length);

        Assert.All(Budgets, budget => Assert.True(
            sizes[budget.Key] <= budget.Value * 1024,
            $"{budget.Key} is {sizes[budget.Key] / 1024} KiB, but its budget is {budget.Value} KiB"));
    }

    [Fact]
    public void Every_method_is_small_enough_to_be_optimised()
    {
        Net[] nets =
        [
            .. CorpusNets().Where(net => net.Name is "ResNet152" or "InceptionV3"),
            NeuronNets.Deep(4000),
            NeuronNets.Wide(1000),
        ];
        var methods = nets.Select(net => (net, Compilations.Load(EmittedFiles.Forward(net))))
            .SelectMany(pair => Methods(pair.Item2), (pair, method) => (pair.net.Name, Method: method.Name, Size: method.GetMethodBody()?.GetILAsByteArray()?.Length ?? 0));

        Assert.All(methods, method => Assert.True(method.Size < MaxMethodIl, $"{method.Name}.{method.Method} has {method.Size} bytes of IL"));
    }

    private static IEnumerable<MethodInfo> Methods(Assembly assembly) => assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));

    private static IEnumerable<Net> CorpusNets() => Directory.GetFiles(Repository.PathOf("tests", "Corpus", "nets"), "*.netspec")
        .SelectMany(file => SpecCompiler.Compile(File.ReadAllText(file)).Nets);
}
