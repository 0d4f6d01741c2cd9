using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using System.Threading;
using NetSpec.Compiler;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Hosting.Assemblies;

namespace NetSpec.Hosting;

/// <summary>
/// Compiles a net and loads the emitted class, while a program runs: by the compiler that the source generator is, and the C# compiler.
/// </summary>
public static class NetHost
{
    /// <summary>Compiles and loads a net of a spec.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="net">One of its nets.</param>
    /// <param name="options">What is compiled of it.</param>
    /// <param name="cancellationToken">Cancels the compilation.</param>
    /// <exception cref="SpecException">The net cannot be compiled with these passes.</exception>
    public static HostedNet Load(SpecFile spec, Net net, HostOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(net);
        return Load([.. spec.Sources.Files.Select(file => file.Text), net.FullName], net, options ?? new(), cancellationToken);
    }

    /// <summary>Compiles and loads a net that no spec says.</summary>
    /// <param name="net">The net.</param>
    /// <param name="options">What is compiled of it; without text to tell nets apart, nothing is kept.</param>
    /// <param name="cancellationToken">Cancels the compilation.</param>
    /// <exception cref="SpecException">The net cannot be compiled with these passes.</exception>
    public static HostedNet Load(Net net, HostOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(net);
        return Load([], net, (options ?? new()) with { CacheFolder = null }, cancellationToken);
    }

    private static HostedNet Load(IReadOnlyList<string> identity, Net net, HostOptions options, CancellationToken cancellationToken)
    {
        var hosted = net with { Passes = Words(net, options.Passes) };
        var image = options.CacheFolder is { } folder
            ? new AssemblyCache(folder).GetOrAdd([.. identity, .. hosted.Passes], () => Compile(hosted, options.Passes, cancellationToken))
            : Compile(hosted, options.Passes, cancellationToken);
        var assembly = new AssemblyLoadContext(net.FullName).LoadFromStream(new MemoryStream(image, writable: false));
        return (HostedNet)Activator.CreateInstance(assembly.GetType(AdapterText.Type, throwOnError: true)!)!;
    }

    private static byte[] Compile(Net net, HostedPasses passes, CancellationToken cancellationToken)
    {
        var result = NetCompiler.Compile([net], cancellationToken: cancellationToken);
        return result.Succeeded
            ? EmittedAssembly.Compile([.. result.Files.Select(file => file.Text), AdapterText.Of(net, passes)], cancellationToken)
            : throw new SpecException(result.Problems);
    }

    /// <summary>The words of an <c>emit</c> line; <c>direct</c>, which says how <c>forward</c> computes, is the spec's to say.</summary>
    private static EquatableArray<string> Words(Net net, HostedPasses passes)
    {
        IEnumerable<(HostedPasses Pass, string Word)> all =
        [
            (HostedPasses.Forward, PassWords.Forward),
            (HostedPasses.Paths, PassWords.Lifting),
            (HostedPasses.SinglePathNorms, PassWords.PathNorm),
            (HostedPasses.SingleCosts, PassWords.PhiCost),
        ];
        return all
            .Where(pair => passes.HasFlag(pair.Pass))
            .Select(pair => pair.Word)
            .Concat(net.Passes.Where(word => word == PassWords.Direct))
            .ToEquatableArray();
    }
}
