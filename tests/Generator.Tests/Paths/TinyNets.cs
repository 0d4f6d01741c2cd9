using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using NetSpec.Dsl;
using NetSpec.Generator.Tests.Shell;
using NetSpec.Tests.Support.RandomNets;
using Xunit;
using Xunit.Sdk;

namespace NetSpec.Generator.Tests.Paths;

/// <summary>Random nets with few paths, through the generator and the compiler, all in one project.</summary>
internal static class TinyNets
{
    /// <summary>The most paths of a net.</summary>
    public const int MaxPaths = 5_000;

    private const int Seeds = 180;

    private static readonly Lazy<IReadOnlyList<TinyNet>> Nets = new(Make);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TinyNet> All => Nets.Value;

    /// <summary>Checks a property of every net; a failure shows the spec.</summary>
    public static void ForAll(Action<TinyNet, Random> property)
    {
        foreach (var (i, net) in All.Index())
        {
            try
            {
                property(net, new Random(i));
            }
            catch (Exception exception)
            {
                throw new XunitException(exception.Message + "\n\n" + net.Text, exception);
            }
        }
    }

    private static TinyNet[] Make()
    {
        string[] texts = [.. Enumerable.Range(0, Seeds).Select(seed => RandomSpecs.Tiny(seed).Text)];
        var run = new TestProject([.. texts.Select((text, i) => (string.Create(CultureInfo.InvariantCulture, $"tiny{i}.netspec"), text))]).Run();
        using var stream = new MemoryStream();
        var result = run.Output.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));

        stream.Position = 0;
        var assembly = new AssemblyLoadContext("tiny", isCollectible: true).LoadFromStream(stream);
        var nets = texts.Select(text => (Text: text, SpecCompiler.Compile(text).Nets[0])).Select(spec => new TinyNet(spec.Text, spec.Item2, assembly.GetType(spec.Item2.Name)!));
        return [.. nets.Where(HasFewPaths)];
    }

    private static bool HasFewPaths(TinyNet net)
    {
        try
        {
            net.Paths(net.Parameters(new Random(0))).Lift(MaxPaths);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
