using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Threading;
using NetSpec.Compiler;
using NetSpec.Compiler.Names;
using NetSpec.Compiler.Outputs;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Compiler.Specs;
using NetSpec.Compiler.Stages;
using NetSpec.Dsl;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>What lies between two steps is a value: equal when built twice, and made of nothing that a compilation owns.</summary>
public sealed class ModelTests
{
    private static readonly Type[] Models = [typeof(SpecText), typeof(SpecUnit), typeof(UsableFiles), typeof(ParsedSpec), typeof(SpecType), typeof(TypeName), typeof(NameTable), typeof(PlannedType), typeof(SpecProblem), typeof(TypeProblem), typeof(ModelSource), typeof(PathSource), typeof(GpuSource), typeof(GpuShell), typeof(TuningTable), typeof(TuningProblem), typeof(TunedKernel), typeof(FactorKernelPlan)];

    [Fact]
    public void Models_built_twice_are_equal()
    {
        foreach (var path in Directory.EnumerateFiles(Repository.PathOf("tests", "Corpus"), "*.netspec", SearchOption.AllDirectories))
        {
            var (left, right) = (Build(path), Build(path));
            Assert.Equal(left.Count, right.Count);
            Assert.All(left.Zip(right), pair =>
            {
                Assert.NotSame(pair.First, pair.Second);
                Assert.Equal(pair.First, pair.Second);
                Assert.Equal(pair.First.GetHashCode(), pair.Second.GetHashCode());
            });
        }
    }

    [Fact]
    public void Models_hold_values_only()
    {
        var seen = new HashSet<Type>();
        var queue = new Queue<Type>(Models);
        while (queue.TryDequeue(out var type))
        {
            if (!seen.Add(type) || type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(BigInteger))
                continue;

            if (Nullable.GetUnderlyingType(type) is { } underlying)
            {
                queue.Enqueue(underlying);
                continue;
            }

            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>))
            {
                queue.Enqueue(type.GenericTypeArguments[0]);
                continue;
            }

            Assert.True(IsRecord(type), $"{type} is no record");
            Assert.StartsWith("NetSpec.", type.FullName!, StringComparison.Ordinal);
            foreach (var field in Fields(type))
            {
                Assert.True(field.IsInitOnly, $"{type}.{field.Name} can change");
                queue.Enqueue(field.FieldType);
            }

            foreach (var derived in type.Assembly.GetTypes().Where(candidate => candidate.BaseType == type))
                queue.Enqueue(derived);
        }
    }

    private static List<object> Build(string path)
    {
        var file = new SpecText(path, File.ReadAllText(path), new SpecOptions("Somewhere"));
        var parsed = ParsedSpec.Compile(SpecUnit.Alone(file), CancellationToken.None);
        var types = SpecType.In(parsed).Select(OnDevice).ToList();
        var planned = types.Select(type => PlannedType.Of(type)).ToList();
        var names = NameTable.Of(planned.SelectMany(type => new[] { type.Name, type.Name with { Path = "other.netspec" } }));
        return [file, parsed, .. types, .. planned, names, PatternTable.Of(planned.Select(type => type.Patterns)), TuningTable.Of([SpecTuning.In(parsed)]), .. names.Clashes, .. parsed.Problems];
    }

    /// <summary>The type with its device programs too.</summary>
    private static SpecType OnDevice(SpecType type) => type.Net is { } net
        ? type with { Net = net with { Passes = net.Passes.Concat(["gpu", "gpu_half"]).ToEquatableArray() } }
        : type;

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is not null;

    private static IEnumerable<FieldInfo> Fields(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Concat(type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? Fields(parent) : []);
}
