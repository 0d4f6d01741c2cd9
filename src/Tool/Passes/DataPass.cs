using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using NetSpec.Hosting.Jobs;
using NetSpec.Tool.Cli;
using NetSpec.Tool.Models;
using NetSpec.Tool.Samples;

namespace NetSpec.Tool.Passes;

/// <summary>
/// Goes over the samples of a piece, a block at a time, and keeps a few numbers of each. With a file of results, what is done is written now and then
/// and when the run is interrupted.
/// </summary>
/// <param name="job">What is computed.</param>
/// <param name="piece">Which part of it.</param>
/// <param name="model">The model.</param>
/// <param name="width">Numbers of a sample.</param>
/// <param name="expected">What says how many samples there are, for messages: <c>'y.npy' has 3823 labels</c>.</param>
internal sealed class DataPass(JobIdentity job, PieceInput.Piece piece, LoadedModel model, int width, string expected)
{
    /// <summary>A run that is killed loses no more work than of this time.</summary>
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(30);

    private readonly List<double> _values = [];
    private double _largest;

    /// <summary>The numbers of a block of samples.</summary>
    /// <param name="inputs">Each input: sample after sample.</param>
    /// <param name="first">Which sample of the data set is the first.</param>
    /// <param name="count">How many there are.</param>
    public delegate double[] Measure(float[][] inputs, long first, int count);

    /// <summary>Computes what is not done yet.</summary>
    /// <param name="samples">The data set, from its start.</param>
    /// <param name="measure">Computes the numbers of a block.</param>
    /// <param name="cancellationToken">Interrupts the run.</param>
    /// <exception cref="ToolException">There are fewer samples than the job says, or a file of another job is to be gone on with.</exception>
    public JobPiece Run(SampleSource samples, Measure measure, CancellationToken cancellationToken)
    {
        var (first, count) = job.Part(piece.Shard);
        Resume();
        var done = _values.Count / width;
        if (samples.Skip(first + done) is var skipped && skipped < first + done)
            throw TooFew(skipped);

        var inputs = model.Host.Inputs.Select(port => new float[checked(JobIdentity.Block * port.Size)]).ToArray();
        var since = Stopwatch.StartNew();
        try
        {
            Output.Progress(job.Pass, (count - done + JobIdentity.Block - 1) / JobIdentity.Block, step =>
            {
                while (done < count)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var block = samples.Read(inputs, (int)Math.Min(JobIdentity.Block, count - done));
                    if (block == 0)
                        throw TooFew(first + done);
                    var numbers = measure(inputs, first + done, block);
                    Check(inputs, numbers, first + done, block);
                    _values.AddRange(numbers);
                    done += block;
                    step();
                    if (since.Elapsed < BetweenWrites)
                        continue;
                    Write();
                    since.Restart();
                }
            });
        }
        catch (OperationCanceledException)
        {
            Write();
            if (piece.Path is not null)
                Output.Remark(FormattableString.Invariant($"interrupted: {done} of {count} samples are in '{piece.Path}'; --resume goes on with them"));
            throw;
        }

        if (first + count == job.Total && samples.Skip(1) > 0)
            throw new ToolException($"{expected}, and there are more samples.");
        Write();
        return Piece();
    }

    private void Resume()
    {
        if (piece.Earlier is not { } earlier)
            return;
        if (job.DifferenceFrom(earlier.Job) is { } difference)
            throw new ToolException($"'{piece.Path}' is of another job, which differs in its {difference}.");
        if (earlier.Shard != piece.Shard || earlier.Width != width)
            throw new ToolException(FormattableString.Invariant($"'{piece.Path}' is piece {earlier.Shard} of its job, not {piece.Shard}."));
        _values.AddRange(earlier.Values);
        _largest = earlier.LargestInput;
    }

    private void Check(float[][] inputs, double[] numbers, long first, int block)
    {
        if (Array.FindIndex(numbers, number => !double.IsFinite(number)) is >= 0 and var wrong)
            throw new ToolException(FormattableString.Invariant($"sample {first + (wrong / width)} gives {numbers[wrong]}, which is no finite number."));
        foreach (var (input, port) in inputs.Zip(model.Host.Inputs))
        {
            foreach (var value in input.AsSpan(0, block * port.Size))
            {
                _largest = Math.Max(_largest, Math.Abs((double)value));
            }
        }

        if (!double.IsFinite(_largest))
            throw new ToolException(FormattableString.Invariant($"samples {first} to {first + block - 1} hold a number that is not finite."));
    }

    private void Write()
    {
        if (piece.Path is { } path)
            Piece().Write(path);
    }

    private JobPiece Piece()
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(piece.Path ?? "piece"))!;
        string Relative(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
        return new(
            JobPiece.DocumentKind, 1, job, Relative(model.Spec.Path), model.Weights is { } weights ? Relative(weights) : null, model.Seed, piece.Shard,
            _values.Count / width, _largest, width, _values);
    }

    private ToolException TooFew(long found) => new(FormattableString.Invariant($"{expected} for {found} samples."));
}
